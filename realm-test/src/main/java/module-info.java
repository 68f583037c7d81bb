/** Contract tests and test doubles for those who implement RealmHub's interfaces. */
module dev.realmhub.test {
    requires static transitive org.jspecify;
    requires transitive dev.realmhub;
    requires transitive org.junit.jupiter.api;
    requires org.assertj.core;

    exports dev.realmhub.test;

    opens dev.realmhub.test to
            org.junit.platform.commons;
}
