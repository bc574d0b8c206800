from waypost.web.cli import main

main()
