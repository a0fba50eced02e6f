from django.db import migrations


class Migration(migrations.Migration):
    """Two models have other names; their tables keep theirs, so nothing changes in the database."""

    dependencies = [("home", "0010_mail_faults")]

    operations = [
        migrations.AlterModelTable("tries", "home_tries"),
        migrations.RenameModel("Tries", "RateLimitCounter"),
        migrations.AlterModelTable("publicchange", "home_publicchange"),
        migrations.RenameModel("PublicChange", "CacheVersion"),
    ]
