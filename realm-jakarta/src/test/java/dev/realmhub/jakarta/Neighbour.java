package dev.realmhub.jakarta;

import java.io.IOException;

/**
 * A good client of a site at one address, in a process of its own. It ends if it misses a message; with each byte of its input it
 * listens to twenty more, and says so.
 */
final class Neighbour {
    public static void main(String[] arguments) throws IOException {
        Knock knock = Knock.at(Integer.parseInt(arguments[2]), "/ws?path=/game/a", own -> {})
                .to(arguments[0])
                .from(arguments[1]);
        GoodClient good = new GoodClient(knock);
        System.out.println("in");
        while (System.in.read() >= 0) {
            good.hears(20);
            System.out.println("heard 20");
        }
    }

    private Neighbour() {}
}
