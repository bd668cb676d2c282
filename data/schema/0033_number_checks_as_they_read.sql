-- A check has its number from the moment at which it reads: one that ends late does not come behind those that read later.

GRANT USAGE ON SEQUENCE quality_check_id_seq TO gridboard_app;
