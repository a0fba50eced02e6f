from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("home", "0008_received_size_of_pictures")]

    operations = [
        migrations.AddField(
            model_name="siteimage",
            name="reading_failed",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AlterField(
            model_name="siteimage",
            name="vouched",
            field=models.BooleanField(
                default=False,
                help_text="J’ai regardé l’image. Ni nom, ni adresse, ni numéro, ni courriel d’une vraie personne.",
                verbose_name="Rien de personnel, ou des données inventées",
            ),
        ),
    ]
