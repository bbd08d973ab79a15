// SPDX-License-Identifier: GPL-3.0-or-later
// Compressed bodies, and bodies without an end.
#include "fault.h"

#include <QtEndian>

using namespace Qt::StringLiterals;

namespace Parlance::Faults {

namespace {

/// RFC 1952 8
quint32 crc32(const QByteArray &bytes)
{
    quint32 crc = ~0U;
    for (const char byte : bytes) {
        crc ^= static_cast<uchar>(byte);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xedb88320U : 0U);
    }
    return ~crc;
}

QByteArray littleEndian(quint32 number)
{
    QByteArray bytes(4, Qt::Uninitialized);
    qToLittleEndian(number, bytes.data());
    return bytes;
}

/// RFC 1950
QByteArray zlib(const QByteArray &bytes)
{
    return qCompress(bytes).sliced(4);
}

/// RFC 1951: without the frame of zlib
QByteArray deflated(const QByteArray &bytes)
{
    const QByteArray framed = zlib(bytes);
    return framed.sliced(2, framed.size() - 6);
}

QByteArray gzip(const QByteArray &bytes)
{
    return "\x1f\x8b\x08\0\0\0\0\0\0\xff"_ba + deflated(bytes) + littleEndian(crc32(bytes)) +
           littleEndian(static_cast<quint32>(bytes.size()));
}

/// RFC 7932, as one block that is stored: at most 64 KiB.
QByteArray brotli(const QByteArray &bytes)
{
    const quint32 begin = (static_cast<quint32>(bytes.size() - 1) << 4) | (1U << 20);
    return littleEndian(begin).first(3) + bytes + '\x03';
}

/// RFC 8878, as one block that is stored: at most 64 KiB.
QByteArray zstd(const QByteArray &bytes)
{
    const quint32 block = (static_cast<quint32>(bytes.size()) << 3) | 1U;
    return "\x28\xb5\x2f\xfd\x00\x58"_ba + littleEndian(block).first(3) + bytes;
}

using Pack = QByteArray (*)(const QByteArray &);

Bytes packed(const QByteArray &label, Pack pack)
{
    return [=](const Speech &speech) {
        const QByteArray lines = label.isEmpty() ? QByteArray() : "Content-Encoding: " + label + "\r\n";
        return measured("200 OK", speech.type(), pack(speech.whole()), lines);
    };
}

/// The server sends pieces until it has sent more than anybody should take, and keeps the connection open.
Fault floods(const QByteArray &name, const QByteArray &status, qint64 most,
    const std::function<QByteArray(const Speech &)> &piece, const Expected &streamed,
    const std::optional<Expected> &plain)
{
    const auto script = [=](Peer &peer, const Speech &speech) {
        peer.readRequest();
        peer.send(head(status, "Content-Type: " + speech.type() + "\r\n") +
                  (speech.streamed ? speech.begin() : QByteArray("{\"a\":\"")));
        peer.sendEndlessly(piece(speech), most);
        peer.beSilent();
    };
    return {.name = name, .script = script, .streamed = streamed, .plain = plain, .alone = true};
}

const QByteArray &bomb()
{
    static const QByteArray bytes = zlib(QByteArray(100 << 20, 'x'));
    return bytes;
}

Fault bombs()
{
    Fault fault = says(
        "deflate-bomb",
        [](const Speech &speech) {
            return measured("200 OK", speech.type(), bomb(), "Content-Encoding: deflate\r\n");
        },
        failed({u"MiB|compressed"_s}));
    fault.alone = true;
    return fault;
}

} // namespace

QList<Fault> encodingFaults()
{
    const Expected named = failed({u"compressed|gzip|decompress"_s});
    const Expected tooMuch = failed({u"MiB"_s});
    return {
        says("gzip", packed("gzip", gzip), answered()),
        says("x-gzip", packed("x-gzip", gzip), answered()),
        says("deflate", packed("deflate", zlib), answered()),
        says("deflate-raw", packed("deflate", deflated), answered()),
        says("br", packed("br", brotli), answered()),
        says("zstd", packed("zstd", zstd), answered()),
        says("identity", packed("identity", [](const QByteArray &bytes) { return bytes; }), answered()),
        says("gzip-in-name-only", packed("gzip", [](const QByteArray &bytes) { return bytes; }),
            either({u"compressed|gzip|decompress"_s})),
        says("gzip-without-label", packed({}, gzip), either({u"compressed|gzip"_s})),
        says("unknown-encoding", packed("snappy", gzip), answered()),
        says(
            "gzip-cut",
            [](const Speech &speech) {
                const QByteArray bytes = gzip(speech.whole());
                return measured(
                    "200 OK", speech.type(), bytes.first(bytes.size() / 2), "Content-Encoding: gzip\r\n");
            },
            broken({u"broke off|compressed|ends in (its|the) middle|cut off"_s}, {}),
            failed({u"compressed|ends in (its|the) middle|cut off"_s})),
        says(
            "gzip-error-429",
            [](const Speech &speech) {
                return measured("429 Slow", "application/json", gzip(speech.error("Slow down, please")),
                    "Content-Encoding: gzip\r\n");
            },
            failed({u"Slow down, please"_s})),
        bombs(),
        floods(
            "endless-line", "200 OK", 80 << 20, [](const Speech &) { return QByteArray(1 << 20, 'x'); },
            tooMuch, tooMuch),
        floods(
            "endless-error", "500 Tired", 80 << 20, [](const Speech &) { return QByteArray(1 << 20, 'x'); },
            tooMuch, tooMuch),
        floods("endless-text", "200 OK", 24 << 20,
            [](const Speech &speech) { return speech.text(QByteArray(1 << 16, 'x')); },
            broken({u"MiB"_s}, u"xxxx"_s), {}),
    };
}

} // namespace Parlance::Faults
