package dev.realmhub.test;

import java.util.concurrent.Semaphore;

/** Keeps moves and publications abreast of each other, so that each move happens under traffic: two publications a move. */
final class Pace {
    private final Semaphore moves = new Semaphore(200);
    private final Semaphore publications = new Semaphore(400);
    private volatile boolean over;

    void beforeMove() {
        moves.acquireUninterruptibly();
    }

    void afterMove() {
        publications.release(2);
    }

    /** Returns whether to go on. */
    boolean beforePublications(int count) {
        publications.acquireUninterruptibly(count);
        return !over;
    }

    void afterPublications(int count) {
        moves.release(count / 2);
    }

    void end() {
        over = true;
        publications.release(1_000_000);
    }
}
