package dev.realmhub.jakarta;

import java.nio.ByteBuffer;
import java.util.zip.Deflater;

/** A frame, as permessage-deflate has it, of 64 KiB that hold 64 MiB of nothing. */
final class DeflateBomb {
    private DeflateBomb() {}

    static byte[] frame() {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(new byte[64 << 20]);
        byte[] packed = new byte[128 << 10];
        int length = deflater.deflate(packed, 0, packed.length, Deflater.SYNC_FLUSH);
        deflater.end();
        return ByteBuffer.allocate(14 + length)
                .put((byte) 0xc2)
                .put((byte) 0xff)
                .putLong(length)
                .putInt(0)
                .put(packed, 0, length)
                .array();
    }
}
