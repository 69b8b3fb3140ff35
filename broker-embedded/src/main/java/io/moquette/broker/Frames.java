package io.moquette.broker;

import hearth.broker.BrokerLimits;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.mqtt.MqttMessageFactory;
import io.netty.handler.codec.mqtt.MqttReasonCodes.Disconnect;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/// Hands on what comes packet by packet, and looks before Netty's decoder does at what that forgets: a property that is there twice
/// (MQTT 5, 2.2.2.2) and the two highest bits of a subscription's options (3.8.3.1). Network thread.
@NullMarked
final class Frames extends ByteToMessageDecoder {
    /// A packet that must not be. It has reached nobody.
    static final class Fault extends DecoderException {
        private static final long serialVersionUID = 1;

        final Disconnect reason;

        Fault(Disconnect reason) {
            super(reason.name());
            this.reason = reason;
        }
    }

    private static final int CONNECT = 1;
    private static final int PUBLISH = 3;
    private static final int SUBSCRIBE = 8;
    private static final int UNSUBSCRIBE = 10;
    private static final int DISCONNECT = 14;
    private static final int USER_PROPERTY = 38;

    private boolean five;
    /// What cannot be counted any more, or is too long, is for Netty's decoder to refuse.
    private boolean passing;

    @Override protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        int length = passing ? in.readableBytes() : packetLength(in);
        if (length > in.readableBytes() || length == 0) {
            return;
        }
        int begin = in.readerIndex();
        ByteBuf packet = in.readRetainedSlice(length);
        Optional<Disconnect> fault = passing ? Optional.empty() : fault(packet.duplicate());
        if (fault.isPresent()) {
            packet.release();
            passing = true;
            out.add(MqttMessageFactory.newInvalidMessage(new Fault(fault.get())));
        } else {
            out.add(packet);
        }
        assert in.readerIndex() == begin + length;
    }

    /// All of the next packet; more than there is while even that is not known.
    private int packetLength(ByteBuf in) {
        int length = 0;
        for (int i = 1; i <= 4; i++) {
            if (in.readableBytes() <= i) {
                return Integer.MAX_VALUE;
            }
            byte next = in.getByte(in.readerIndex() + i);
            length |= (next & 127) << 7 * (i - 1);
            if (next >= 0 && length <= BrokerLimits.MAX_MESSAGE_BYTES) {
                return 1 + i + length;
            }
            if (next >= 0) {
                break;
            }
        }
        passing = true;
        return in.readableBytes();
    }

    /// What cannot be read has no fault here: Netty's decoder will say so.
    private Optional<Disconnect> fault(ByteBuf packet) {
        try {
            int first = packet.readByte() & 0xFF;
            number(packet);
            return switch (first >> 4) {
                case CONNECT -> inConnect(packet);
                case PUBLISH -> inPublish(packet, (first & 6) != 0);
                case SUBSCRIBE -> inSubscribe(packet);
                case UNSUBSCRIBE -> properties(packet.skipBytes(2));
                case DISCONNECT -> packet.readableBytes() > 1 ? properties(packet.skipBytes(1)) : Optional.empty();
                case 4, 5, 6, 7 -> packet.readableBytes() > 3 ? properties(packet.skipBytes(3)) : Optional.empty();
                default -> Optional.empty();
            };
        } catch (IndexOutOfBoundsException cutShort) {
            return Optional.empty();
        }
    }

    private Optional<Disconnect> inConnect(ByteBuf packet) {
        text(packet);
        five = packet.readByte() == 5;
        boolean will = (packet.readByte() & 4) != 0;
        Optional<Disconnect> its = properties(packet.skipBytes(2));
        if (its.isEmpty() && will && five) {
            text(packet);
            return properties(packet);
        }
        return its;
    }

    private Optional<Disconnect> inPublish(ByteBuf packet, boolean hasIdentifier) {
        if (!five) {
            return Optional.empty();
        }
        text(packet);
        return properties(packet.skipBytes(hasIdentifier ? 2 : 0));
    }

    private Optional<Disconnect> inSubscribe(ByteBuf packet) {
        Optional<Disconnect> its = properties(packet.skipBytes(2));
        while (its.isEmpty() && packet.isReadable()) {
            text(packet);
            if ((packet.readByte() & 0xC0) != 0) {
                return Optional.of(Disconnect.MALFORMED_PACKET);
            }
        }
        return its;
    }

    /// Reads past them.
    private Optional<Disconnect> properties(ByteBuf packet) {
        if (!five) {
            return Optional.empty();
        }
        int end = number(packet) + packet.readerIndex();
        long seen = 0;
        while (packet.readerIndex() < end) {
            int id = number(packet);
            if (id != USER_PROPERTY && id < Long.SIZE && (seen & 1L << id) != 0) {
                return Optional.of(Disconnect.PROTOCOL_ERROR);
            }
            seen |= 1L << id;
            switch (id) {
                case 1, 23, 25, 36, 37, 40, 41, 42 -> packet.skipBytes(1);
                case 19, 33, 34, 35 -> packet.skipBytes(2);
                case 2, 17, 24, 39 -> packet.skipBytes(4);
                case 11 -> number(packet);
                case USER_PROPERTY -> {
                    text(packet);
                    text(packet);
                }
                case 3, 8, 9, 18, 21, 22, 26, 28, 31 -> text(packet);
                default -> throw new IndexOutOfBoundsException("no property: " + id);
            }
        }
        return Optional.empty();
    }

    private static void text(ByteBuf packet) {
        packet.skipBytes(packet.readUnsignedShort());
    }

    /// A variable byte integer.
    private static int number(ByteBuf packet) {
        int value = 0;
        for (int shift = 0; shift < 28; shift += 7) {
            byte next = packet.readByte();
            value |= (next & 127) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IndexOutOfBoundsException("no number");
    }
}
