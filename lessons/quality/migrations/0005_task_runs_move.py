from django.db import migrations


def move_content_type(before, after):
    """Permissions and history name a model by its content type: it goes with the model."""

    def move(apps, schema_editor):
        content_types = apps.get_model("contenttypes", "ContentType").objects.using(schema_editor.connection.alias)
        if not content_types.filter(app_label=after, model="taskrun").exists():
            content_types.filter(app_label=before, model="taskrun").update(app_label=after)

    return move


class Migration(migrations.Migration):
    """Regular tasks are `home.TaskRun` now; the table stays as it is, under its name."""

    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("home", "0012_task_runs"),
        ("quality", "0004_waits_after_failures"),
    ]

    operations = [
        migrations.RunPython(move_content_type("quality", "home"), move_content_type("home", "quality")),
        migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel("TaskRun")]),
    ]
