/** The domain and the routing of RealmHub. */
module dev.realmhub {
    requires static transitive org.jspecify;
    requires org.slf4j;

    exports dev.realmhub;

    uses dev.realmhub.RealmResolver;
}
