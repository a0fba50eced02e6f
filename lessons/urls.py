"""URLs that Wagtail does not route itself."""

from django.urls import include, path
from django.views.decorators.http import conditional_page, require_safe

from lessons import views
from lessons.feeds import GuidesFeed
from lessons.planning.views.projection import project_guide
from lessons.quality.reports import views as reports
from lessons.sheets import views as sheets
from lessons.static_export.views import site_file
from lessons.step_by_step import views as step_by_step

urlpatterns = [
    path("guides/fil.atom", require_safe(conditional_page(GuidesFeed())), name="guides_feed"),
    path("seance/", include("lessons.planning.urls")),
    path("copie/pas-a-pas.zip", site_file, name="site_file"),
    path("g/<int:pk>/", views.short_address, name="short_address"),
    path("g/<int:pk>/suivre/", views.short_address_to_follow, name="short_address_to_follow"),
    path("<path:page_path>/suivre/", step_by_step.follow_guide, name="follow_guide"),
    path("<path:page_path>/suivre/<int:number>/", step_by_step.follow_step, name="follow_step"),
    path("<path:page_path>/suivre/fin/", step_by_step.follow_to_the_end, name="follow_to_the_end"),
    path("<path:page_path>/projection/<int:number>/", project_guide, name="project_guide"),
    path("signaler/<int:pk>/", reports.report_step, name="report_guide"),
    path("signaler/<int:pk>/merci/", reports.report_thanks, name="report_thanks"),
    path("signaler/<int:pk>/toujours-exact/", reports.still_exact, name="still_exact"),
    path("signaler/<int:pk>/etape/<str:step_id>/", reports.report_step, name="report_step"),
    path("<path:page_path>/fiche-apprenant.pdf", sheets.learner_sheet, name="learner_sheet"),
    path("<path:page_path>/trame-aidant.pdf", sheets.helper_outline, name="helper_outline"),
    path("<path:page_path>/fiche-apprenant.docx", sheets.learner_docx, name="learner_docx"),
    path("<path:page_path>/trame-aidant.docx", sheets.helper_docx, name="helper_docx"),
    path("<path:page_path>/imprimer.pdf", sheets.chosen_papers, name="chosen_papers"),
    path("<path:page_path>/imprimer/", sheets.print_page, name="print_page"),
    path("<path:page_path>/imprimer/page-<int:number>.png", sheets.thumbnail, name="thumbnail"),
]
