"""Addresses of sessions."""

from django.urls import path

from lessons.planning.views import files, lines, models, own, projection, sharing

urlpatterns = [
    path("", own.session, name="session"),
    path("ajouter/", own.add, name="session_add"),
    path("lignes/", lines.change_lines, name="session_lines"),
    path("reglages/", own.save_details, name="session_details"),
    path("raccourcir/", own.make_it_fit, name="session_fit"),
    path("annuler/", own.undo, name="session_undo"),
    path("supprimer/", own.delete, name="session_delete"),
    path("terminer/", own.finish, name="session_finish"),
    path("terminee/", own.finished, name="session_finished"),
    path("partager/", sharing.share, name="session_share"),
    path("copier/", sharing.copy, name="session_copy"),
    path("ouvrir/", sharing.keep_here, name="keep_session"),
    path("ouvrir/<str:token>/", sharing.open_session, name="open_session"),
    path("lire/", sharing.enter_key, name="enter_key"),
    path("lire/<str:key>/", sharing.shared, name="shared_session"),
    path("lire/<str:key>/projection/<int:number>/", projection.project_shared, name="project_shared"),
    path("projection/<int:number>/", projection.project_session, name="project_session"),
    path("dossier/", files.pack_page, name="session_pack"),
    path("dossier/imprimer.pdf", files.printer_pack, name="session_pack_printer"),
    path("dossier/accessible.pdf", files.accessible_pack, name="session_pack_accessible"),
    path("dossier/fichiers.zip", files.zipped_pack, name="session_pack_zip"),
    path("plan.docx", files.plan_document, name="session_document"),
    path("agenda.ics", files.calendar, name="session_calendar"),
    path("modele/<slug:slug>/", models.model_session, name="model_session"),
]
