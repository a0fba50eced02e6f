from django.db import migrations


class Migration(migrations.Migration):
    """The version of the search index has the name that the code gives it."""

    dependencies = [("lessons", "0005_names_of_guides")]

    operations = [migrations.RenameField("indexstate", "mark", "version")]
