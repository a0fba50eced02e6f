from django.db import migrations, models


class Migration(migrations.Migration):
    """The table of regular tasks is known here from now on. lessons.quality made it, and its migrations still do."""

    dependencies = [("home", "0011_names_of_the_trade")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="TaskRun",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("name", models.SlugField(unique=True, verbose_name="tâche")),
                        ("began_at", models.DateTimeField(null=True, verbose_name="commencée le")),
                        ("ended_at", models.DateTimeField(null=True, verbose_name="finie le")),
                        ("succeeded", models.BooleanField(default=True, verbose_name="réussie")),
                        ("failures", models.PositiveIntegerField(default=0, verbose_name="échecs de suite")),
                        ("retry_at", models.DateTimeField(null=True, verbose_name="nouvel essai le")),
                        ("message", models.TextField(blank=True, verbose_name="compte rendu")),
                    ],
                    options={
                        "verbose_name": "tâche régulière",
                        "verbose_name_plural": "tâches régulières",
                        "db_table": "quality_taskrun",
                        "ordering": ["name"],
                    },
                )
            ]
        )
    ]
