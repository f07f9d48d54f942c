"""What several families of exports have in common."""
