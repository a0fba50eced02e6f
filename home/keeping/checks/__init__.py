"""What `manage.py verify` looks at. Each check yields French sentences, one for each thing that is damaged."""
