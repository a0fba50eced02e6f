from django.db import migrations


class Migration(migrations.Migration):
    """What is kept in memory is known to be stale by `home.CacheVersion` alone: the index needs no mark of its own."""

    dependencies = [("lessons", "0006_index_version")]

    operations = [migrations.DeleteModel("IndexState")]
