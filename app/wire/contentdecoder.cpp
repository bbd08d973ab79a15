// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/contentdecoder.h"

#include "wire/recording.h"

#include <QStringDecoder>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// No server needs more, and each costs memory.
constexpr qsizetype MostLayers = 5;

/// As much as tells text from compressed bytes: by chance, one of a million looks like text.
constexpr qsizetype EnoughToTell = 16;

/// As much as tells compressed bytes from text of any encoding: they have a control character among that
/// many, but for one of a thousand.
constexpr qsizetype MuchToTell = 64;

/// What a body was found to be.
enum class Form { Unknown, Plain, Gzip, Zlib, RawDeflate, Brotli, Zstd, Alien };

/// "gzip" for "GZip" and "x-gzip".
QByteArray codingOf(const QByteArray &label)
{
    const QByteArray coding = label.toLower();
    return coding.startsWith("x-") ? coding.sliced(2) : coding;
}

/// The codings that the headers name, in the order in which they were applied.
QList<QByteArray> labelsIn(const RawHeaders &headers)
{
    QList<QByteArray> labels;
    for (const auto &[name, value] : headers) {
        if (name.compare("content-encoding", Qt::CaseInsensitive) != 0)
            continue;
        for (const QByteArray &part : QByteArray(value).replace('\n', ',').split(',')) {
            const QByteArray label = part.trimmed();
            if (!label.isEmpty() && codingOf(label) != "identity")
                labels.append(label);
        }
    }
    return labels;
}

/// True if the bytes are the beginning of a text: no control characters, and UTF-8, which may be cut off.
bool isText(QByteArrayView bytes)
{
    const auto isControl = [](char c) {
        return static_cast<uchar>(c) < 0x20 && !QByteArrayView("\t\n\f\r").contains(c);
    };
    QStringDecoder utf8(QStringDecoder::Utf8);
    const QString text = utf8(bytes);
    return !utf8.hasError() && std::ranges::none_of(bytes, isControl);
}

/// RFC 1950 2.2
bool isZlib(QByteArrayView begin)
{
    constexpr int deflate = 8;
    const int method = static_cast<uchar>(begin[0]);
    return method % 16 == deflate && method / 16 < 8 &&
           (method * 256 + static_cast<uchar>(begin[1])) % 31 == 0;
}

/// True if the bytes begin a frame of zstd that is to be skipped (RFC 8878 3.1.2); empty if more must tell.
std::optional<bool> isSkippedZstd(QByteArrayView begin)
{
    constexpr QByteArrayView rest("\x2a\x4d\x18");
    const QByteArrayView told = begin.sliced(1, std::min(begin.size() - 1, rest.size()));
    if (static_cast<uchar>(begin[0]) / 16 != 5 || !rest.startsWith(told))
        return false;
    return told.size() < rest.size() ? std::nullopt : std::optional(true);
}

/// By the first bytes alone. Zlib's are not certain enough: "x^" is one.
Form formOfMagic(QByteArrayView begin)
{
    const std::optional<bool> isSkipped = isSkippedZstd(begin);
    if (!isSkipped || *isSkipped)
        return isSkipped ? Form::Zstd : Form::Unknown;
    for (const auto &[magic, form] : {std::pair(QByteArrayView("\x1f\x8b\x08"), Form::Gzip),
             std::pair(QByteArrayView("\x28\xb5\x2f\xfd"), Form::Zstd)}) {
        if (begin.startsWith(magic))
            return form;
        if (begin.size() < magic.size() && magic.startsWith(begin))
            return Form::Unknown;
    }
    return Form::Plain;
}

/// True for bytes that a text has: of the controls it has white space, an escape, and in UTF-16 a zero.
bool isOfText(char byte)
{
    return static_cast<uchar>(byte) >= 0x20 || QByteArrayView("\t\n\f\r\x1b\x1e\0", 7).contains(byte);
}

/// True for a byte with which answers begin.
bool beginsAnswer(char byte)
{
    return QByteArrayView("{\"<:deir \t\r\n\x1e\xef").contains(byte);
}

Form formWithoutLabel(QByteArrayView begin)
{
    const Form form = formOfMagic(begin);
    if (form != Form::Plain || beginsAnswer(begin[0]))
        return form;
    if (begin.size() < 2)
        return Form::Unknown;
    if (begin[0] == 'x' && QByteArrayView("\x01\x9c\xda").contains(begin[1]))
        return Form::Zlib;
    if (begin.size() < EnoughToTell)
        return Form::Unknown;
    const QByteArrayView told = begin.first(std::min(begin.size(), MuchToTell));
    if (isText(told.first(EnoughToTell)))
        return Form::Plain;
    if (!std::ranges::all_of(told, isOfText))
        return Form::Alien;
    return told.size() < MuchToTell ? Form::Unknown : Form::Plain;
}

/// Of any content, only a certain sign counts.
Form formWithoutLabel(QByteArrayView begin, ContentDecoder::Content content)
{
    return content == ContentDecoder::Content::Any ? formOfMagic(begin) : formWithoutLabel(begin);
}

/// True if the type of the answer says that it is no text.
bool saysOtherThanText(const RawHeaders &headers)
{
    const QByteArray type = headerValue(headers, "content-type").toLower();
    const auto isOf = [&type](QByteArrayView kind) {
        return type.startsWith(kind);
    };
    return std::ranges::any_of(
        QList<QByteArrayView>{"audio/", "image/", "video/", "application/octet-stream"}, isOf);
}

Form formUnder(const QByteArray &label, QByteArrayView begin)
{
    if (const Form form = formOfMagic(begin); form != Form::Plain)
        return form;
    if (isText(begin))
        return begin.size() < EnoughToTell ? Form::Unknown : Form::Plain;
    const QByteArray coding = codingOf(label);
    if (coding == "br")
        return Form::Brotli;
    if (coding != "gzip" && coding != "deflate")
        return Form::Alien;
    if (begin.size() < 2)
        return Form::Unknown;
    if (isZlib(begin))
        return Form::Zlib;
    return coding == "deflate" ? Form::RawDeflate : Form::Alien;
}

std::optional<Compression> compressionOf(Form form)
{
    switch (form) {
    case Form::Gzip:
        return Compression::Gzip;
    case Form::Zlib:
        return Compression::Zlib;
    case Form::RawDeflate:
        return Compression::RawDeflate;
    case Form::Brotli:
        return Compression::Brotli;
    case Form::Zstd:
        return Compression::Zstd;
    case Form::Unknown:
    case Form::Plain:
    case Form::Alien:
        break;
    }
    return {};
}

QString nameOf(Form form)
{
    switch (form) {
    case Form::Gzip:
        return u"gzip"_s;
    case Form::Brotli:
        return u"br"_s;
    case Form::Zstd:
        return u"zstd"_s;
    default:
        return u"deflate"_s;
    }
}

bool isKnown(const QByteArray &coding)
{
    return coding == "gzip" || coding == "deflate" || coding == "br" || coding == "zstd";
}

QString alienWords(const QByteArray &label)
{
    if (label.isEmpty())
        return u"The answer is not text. If the server compressed it, it does not say how."_s;
    const QString name = QString::fromLatin1(label.left(40));
    return isKnown(codingOf(label))
               ? u"The server says that it compressed its answer (%1), but it did not."_s.arg(name)
               : u"The server compressed its answer (%1), which Parlance cannot decompress."_s.arg(name);
}

} // namespace

ContentDecoder::ContentDecoder(const RawHeaders &headers, Content content)
    : m_content(saysOtherThanText(headers) ? Content::Any : content)
{
    QList<QByteArray> labels = labelsIn(headers);
    if (labels.size() > MostLayers)
        fail(u"The server says that it compressed its answer %1 times."_s.arg(labels.size()));
    labels.prepend({}); // what is left may be compressed without a word
    while (!labels.isEmpty() && !m_problem)
        m_layers.push_back({.label = labels.takeLast(), .begin = {}, .form = {}});
}

QByteArray ContentDecoder::feed(QByteArrayView bytes)
{
    m_size += bytes.size();
    return m_problem ? QByteArray() : through(bytes.toByteArray(), false);
}

QByteArray ContentDecoder::finish()
{
    return m_problem ? QByteArray() : through({}, true);
}

QByteArray ContentDecoder::through(QByteArray bytes, bool isLast)
{
    for (auto layer = m_layers.begin(); layer != m_layers.end();) {
        if (pass(*layer, bytes, isLast))
            ++layer;
        else
            layer = m_layers.erase(layer);
    }
    return bytes;
}

/// Takes the bytes through a layer. Returns false if there is nothing to undo, now and later.
bool ContentDecoder::pass(Layer &layer, QByteArray &bytes, bool isLast)
{
    if (!layer.decompressor) {
        layer.begin += bytes;
        bytes = {};
        if (!choose(layer, isLast)) {
            bytes = layer.begin;
            return false;
        }
        if (!layer.decompressor)
            return true;
        bytes = std::exchange(layer.begin, {});
    }
    QByteArray plain;
    layer.decompressor->read(bytes, plain, mostPlain());
    bytes = plain;
    m_hasDecompressed = true;
    using State = Decompressor::State;
    const State state = layer.decompressor->state();
    const QString name = QString::fromLatin1(layer.form);
    if (state == State::Broken)
        fail(u"The compressed answer (%1) is damaged."_s.arg(name));
    else if (state == State::TooLarge)
        fail(u"The compressed answer (%1) expands too far, so reading stopped."_s.arg(name));
    else if (state == State::Reading && isLast)
        fail(u"The compressed answer (%1) ends in the middle."_s.arg(name));
    return true;
}

/// Finds the form of a layer once enough bytes are there. Returns false if it is plain.
bool ContentDecoder::choose(Layer &layer, bool isLast)
{
    if (layer.begin.isEmpty())
        return !isLast;
    Form form = layer.label.isEmpty() ? formWithoutLabel(layer.begin, m_content)
                                      : formUnder(layer.label, layer.begin);
    if (form == Form::Unknown && isLast && m_content == Content::Any)
        return false;
    if (form == Form::Unknown && isLast)
        form = std::ranges::all_of(layer.begin, isOfText) ? Form::Plain : Form::Alien;
    if (form == Form::Plain)
        return false;
    if (form == Form::Alien) {
        fail(alienWords(layer.label));
        return true;
    }
    if (const auto compression = compressionOf(form)) {
        layer.form = nameOf(form).toLatin1();
        layer.decompressor = decompressor(*compression);
    }
    return true;
}

qint64 ContentDecoder::mostPlain() const
{
    constexpr qint64 mib = 1024 * 1024;
    constexpr qint64 mostGrowth = 200;
    return std::clamp(mostGrowth * m_size, 10 * mib, 256 * mib);
}

void ContentDecoder::fail(const QString &words)
{
    if (m_problem)
        return;
    m_problem.emplace();
    m_problem->kind = ChatError::Kind::Protocol;
    m_problem->message = words;
}

Recording decompressed(const Recording &recording)
{
    ContentDecoder decoder(recording.head ? recording.head->headers : RawHeaders());
    Recording plain = recording;
    plain.dropBody();
    Timing::Duration last{0};
    for (Recording::Reader pieces(recording); !pieces.atEnd();) {
        const Recording::Piece piece = pieces.next();
        if (decoder.isPlain() && !decoder.hasDecompressed())
            return recording;
        last = piece.at;
        plain.append(decoder.feed(piece.bytes), last);
    }
    plain.append(decoder.finish(), last);
    plain.squeeze();
    plain.sizeOnWire = recording.size();
    return decoder.hasDecompressed() || decoder.problem() ? plain : recording;
}

} // namespace Parlance
