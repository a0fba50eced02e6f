"""URLs of session plans."""

from django.urls import path

from lessons.planning.views import downloads, line_actions, model_sessions, own_session, projection, sharing

urlpatterns = [
    path("", own_session.session, name="session"),
    path("ajouter/", own_session.add, name="session_add"),
    path("lignes/", line_actions.change_lines, name="session_lines"),
    path("reglages/", own_session.save_details, name="session_details"),
    path("raccourcir/", own_session.shorten_session, name="session_fit"),
    path("annuler/", own_session.undo, name="session_undo"),
    path("supprimer/", own_session.delete, name="session_delete"),
    path("terminer/", own_session.finish, name="session_finish"),
    path("terminee/", own_session.finished, name="session_finished"),
    path("partager/", sharing.share, name="session_share"),
    path("copier/", sharing.copy, name="session_copy"),
    path("ouvrir/", sharing.keep_here, name="keep_session"),
    path("ouvrir/<str:token>/", sharing.open_session, name="open_session"),
    path("lire/", sharing.enter_key, name="enter_key"),
    path("lire/<str:key>/", sharing.shared, name="shared_session"),
    path("lire/<str:key>/projection/<int:number>/", projection.project_shared, name="project_shared"),
    path("projection/<int:number>/", projection.project_session, name="project_session"),
    path("dossier/", downloads.pack_page, name="session_pack"),
    path("dossier/imprimer.pdf", downloads.printer_pack, name="session_pack_printer"),
    path("dossier/accessible.pdf", downloads.accessible_pack, name="session_pack_accessible"),
    path("dossier/fichiers.zip", downloads.zipped_pack, name="session_pack_zip"),
    path("plan.docx", downloads.plan_document, name="session_document"),
    path("agenda.ics", downloads.calendar, name="session_calendar"),
    path("modele/<slug:slug>/", model_sessions.model_session, name="model_session"),
]
