SELECT DISTINCT plan, channel FROM users
