from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("lessons", "0005_names_of_guides")]

    operations = [migrations.RenameField("indexstate", "mark", "version")]
