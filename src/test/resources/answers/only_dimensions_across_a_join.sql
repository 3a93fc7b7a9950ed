SELECT family, name FROM products WHERE family IS NOT NULL
