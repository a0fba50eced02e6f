from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("home", "0007_names_of_things"),
    ]

    operations = [
        migrations.AddField(
            model_name="siteimage",
            name="received_height",
            field=models.PositiveIntegerField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="siteimage",
            name="received_width",
            field=models.PositiveIntegerField(editable=False, null=True),
        ),
    ]
