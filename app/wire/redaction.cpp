// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/redaction.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace Parlance {

namespace {

constexpr QChar TextMask = u'•';
constexpr int MostBackslashes = 8; ///< of JSON inside JSON inside JSON

char16_t unitAt(QByteArrayView text, qsizetype at)
{
    return static_cast<uchar>(text.at(at));
}

char16_t unitAt(QStringView text, qsizetype at)
{
    return text.at(at).unicode();
}

int digitOf(char16_t unit)
{
    if (unit >= u'0' && unit <= u'9')
        return unit - u'0';
    const char16_t lower = unit | 0x20;
    return lower >= u'a' && lower <= u'f' ? lower - u'a' + 10 : -1;
}

/// True if these hexadecimal digits give this number.
template <typename View>
bool isHex(View text, qsizetype begin, qsizetype digits, int number)
{
    if (begin + digits > text.size())
        return false;
    int read = 0;
    for (qsizetype i = 0; i < digits; ++i) {
        const int digit = digitOf(unitAt(text, begin + i));
        if (digit < 0)
            return false;
        read = read * 16 + digit;
    }
    return read == number;
}

/// The number of units at `at` that spell this character as it is or as %2D. 0 if there are none.
template <typename View>
qsizetype plainSpelling(View text, qsizetype at, char16_t wanted)
{
    if (at >= text.size())
        return 0;
    if (unitAt(text, at) == wanted)
        return 1;
    return unitAt(text, at) == u'%' && isHex(text, at + 1, 2, wanted) ? 3 : 0;
}

/// As `plainSpelling()`, and also as \u002D, or after a backslash. JSON inside a JSON string doubles its
/// backslashes, and in an address they are %5C.
template <typename View>
qsizetype spelling(View text, qsizetype at, char16_t wanted)
{
    if (const qsizetype plain = plainSpelling(text, at, wanted))
        return plain;
    qsizetype end = at;
    qsizetype last = 0;
    for (int count = 0; count < MostBackslashes && (last = plainSpelling(text, end, u'\\')) > 0; ++count)
        end += last;
    if (end == at || end >= text.size())
        return 0;
    if (unitAt(text, end) == u'u' && isHex(text, end + 1, 4, wanted))
        return end + 5 - at;
    const qsizetype escaped = plainSpelling(text, end, wanted);
    return escaped > 0 ? end + escaped - at : 0;
}

/// The base64 of the key when it begins `shift` bytes after a multiple of three, without the digits that
/// depend on the bytes around it.
QByteArray codedKey(QByteArrayView key, qsizetype shift, QByteArray::Base64Options alphabet)
{
    QByteArray shifted(shift, '\0');
    shifted += key;
    QByteArray coded = shifted.toBase64(alphabet | QByteArray::OmitTrailingEquals);
    explicit_bzero(shifted.data(), static_cast<size_t>(shifted.size()));
    if ((shift + key.size()) % 3 != 0)
        coded.chop(1);
    return coded.sliced(shift == 0 ? 0 : shift + 1);
}

} // namespace

Redaction::Redaction(const QList<Secret> &keys)
{
    for (const Secret &key : keys)
        add(key);
}

void Redaction::add(const Secret &key)
{
    if (key.reveal().size() < ShortestKey || m_needles.contains(key))
        return;
    m_needles.append(key);
    for (const auto alphabet : {QByteArray::Base64Encoding, QByteArray::Base64UrlEncoding}) {
        for (const qsizetype shift : {0, 1, 2})
            m_needles.append(Secret(codedKey(key.reveal(), shift, alphabet)));
    }
    for (const Secret &needle : std::as_const(m_needles))
        m_firstBytes.set(static_cast<uchar>(needle.reveal().front()));
    m_firstBytes.set('%');
    m_firstBytes.set('\\');
}

template <typename View>
Redaction::Match Redaction::matchAt(View text, qsizetype begin, QByteArrayView needle)
{
    Match match;
    for (const char byte : needle) {
        const qsizetype found = spelling(text, begin + match.length, static_cast<uchar>(byte));
        if (found == 0)
            return match;
        match.length += found;
        ++match.bytes;
    }
    match.isWhole = true;
    return match;
}

template <typename View>
qsizetype Redaction::lengthAt(View text, qsizetype begin) const
{
    qsizetype longest = 0;
    const char16_t first = unitAt(text, begin);
    if (first >= m_firstBytes.size() || !m_firstBytes.test(first))
        return 0;
    const bool isSpelled = first == u'%' || first == u'\\';
    for (const Secret &needle : m_needles) {
        if (!isSpelled && needle.reveal().front() != static_cast<char>(first))
            continue;
        const Match match = matchAt(text, begin, needle.reveal());
        if (match.isWhole)
            longest = std::max(longest, match.length);
    }
    return longest;
}

template <typename Text>
void Redaction::maskIn(Text &text, typename Text::value_type with) const
{
    using View = std::conditional_t<std::is_same_v<Text, QString>, QStringView, QByteArrayView>;
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype length = lengthAt(View(text), at);
        if (length > 0)
            std::fill_n(text.begin() + at, length, with);
        at += std::max<qsizetype>(length, 1);
    }
}

QString Redaction::of(QString text) const
{
    if (!m_needles.isEmpty())
        maskIn(text, TextMask);
    return text;
}

QByteArray Redaction::of(QByteArray bytes) const
{
    if (!m_needles.isEmpty())
        maskIn(bytes, ByteMask);
    return bytes;
}

ChatError Redaction::of(ChatError error) const
{
    for (QString *text : {&error.code, &error.type, &error.message, &error.requestId, &error.field}) {
        *text = of(*text);
        maskCut(*text);
    }
    return error;
}

/// A spelling such as \u002d may be cut, too.
void Redaction::maskCut(QString &text) const
{
    constexpr qsizetype longestSpelling = 6;
    constexpr qsizetype tellingBytes = 4;
    const qsizetype end = text.size() - 1;
    if (!text.endsWith(u'…'))
        return;
    for (const Secret &needle : m_needles) {
        const qsizetype reach = needle.reveal().size() * longestSpelling;
        for (qsizetype begin = std::max<qsizetype>(0, end - reach); begin < end; ++begin) {
            const Match match = matchAt(QStringView(text).first(end), begin, needle.reveal());
            if (match.bytes >= tellingBytes && begin + match.length + longestSpelling > end)
                std::fill_n(text.begin() + begin, end - begin, TextMask);
        }
    }
}

void Redaction::mask(QList<Part> &parts) const
{
    QList<QString *> texts;
    QList<QString *> thoughts;
    for (Part &part : parts) {
        for (QString *text : textsOf(part))
            *text = of(*text);
        if (auto *said = std::get_if<TextPart>(&part))
            texts << &said->text;
        else if (auto *thought = std::get_if<ReasoningPart>(&part))
            thoughts << &thought->text;
        else if (auto *file = std::get_if<FilePart>(&part); file && file->isText())
            file->bytes = of(file->bytes);
    }
    maskTogether(texts);
    maskTogether(thoughts);
}

/// Masks a key that begins in one text and ends in another: a reader joins them.
void Redaction::maskTogether(const QList<QString *> &texts) const
{
    QString joined;
    for (const QString *text : texts)
        joined += *text;
    joined = of(joined);
    qsizetype begin = 0;
    for (QString *text : texts) {
        *text = joined.sliced(begin, text->size());
        begin += text->size();
    }
}

ChatRequest Redaction::of(ChatRequest request) const
{
    request.model = of(request.model);
    request.system = of(request.system);
    for (Message &message : request.messages)
        mask(message.parts);
    changeTexts(request, [this](QString &text) { text = of(text); });
    for (Tool &tool : request.tools)
        tool = {.name = of(tool.name), .description = of(tool.description), .schema = of(tool.schema)};
    for (McpServer &server : request.mcpServers) {
        for (QString *text : {&server.name, &server.url})
            *text = of(*text);
        for (QString &tool : server.exceptions)
            tool = of(tool);
        server.token = {};
    }
    request.mcpBeta = of(request.mcpBeta);
    request.toolChoice = of(request.toolChoice);
    request.format.name = of(request.format.name);
    request.format.schema = of(request.format.schema);
    request.extra = of(request.extra);
    return request;
}

Reply Redaction::of(Reply reply) const
{
    for (Choice &choice : reply.choices) {
        mask(choice.parts);
        choice.refusal = of(choice.refusal);
        choice.finishReason = of(choice.finishReason);
    }
    for (QString *text : {&reply.model, &reply.id, &reply.requestId})
        *text = of(*text);
    if (reply.error)
        reply.error = of(*reply.error);
    return reply;
}

WireRequest Redaction::of(WireRequest request) const
{
    request.url = QUrl::fromEncoded(of(withoutKeys(request.url).toEncoded()));
    for (WireHeader &header : request.headers) {
        header.value = of(header.value) + QByteArray(header.secret.reveal().size(), ByteMask);
        header.secret = {};
    }
    request.body = of(request.body);
    return request;
}

Recording Redaction::of(const Recording &recording) const
{
    if (m_needles.isEmpty())
        return recording;
    Recording masked;
    masked.startedAt = recording.startedAt;
    masked.connectingAt = recording.connectingAt;
    masked.encryptedAt = recording.encryptedAt;
    masked.sentAt = recording.sentAt;
    masked.sizeOnWire = recording.sizeOnWire;
    masked.head = recording.head;
    if (masked.head) {
        for (auto &[name, value] : masked.head->headers)
            value = of(value);
    }
    masked.end = recording.end;
    if (masked.end && masked.end->failure)
        masked.end->failure = of(*masked.end->failure);
    QByteArray body = of(recording.body());
    maskPieces(body);
    for (Recording::Reader pieces(recording); !pieces.atEnd();) {
        const Recording::Piece piece = pieces.next();
        masked.append(body.sliced(piece.offset, piece.bytes.size()), piece.at);
    }
    masked.squeeze();
    return masked;
}

void Redaction::maskPieces(QByteArray &body) const
{
    SplitKeys keys = splitKeys();
    keys.read(body, 0);
    for (const qint64 place : keys.offsets())
        body[place] = ByteMask;
}

SplitKeys Redaction::splitKeys() const
{
    return SplitKeys(m_needles);
}

QString keyMask(qsizetype length)
{
    return QString(length, TextMask);
}

} // namespace Parlance
