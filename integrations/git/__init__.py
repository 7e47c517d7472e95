"""git worktrees for tasks, made and ended by a git that runs nothing of the repository's own."""
