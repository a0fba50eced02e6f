from django.db import migrations


class Migration(migrations.Migration):
    """`home.CacheVersion` alone tells that the index in memory is stale.

    The table stays: the release before reads it until it is restarted. A later release drops it.
    """

    dependencies = [("lessons", "0005_names_of_guides")]

    operations = [
        migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel("IndexState")]),
    ]
