// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/capturefile.h"

#include "wire/curltext.h"
#include "wire/harreading.h"
#include "wire/harwriting.h"

#include <QRegularExpression>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr QByteArrayView ByteOrderMark = "\xef\xbb\xbf";

/// As much as tells what a file is.
QByteArrayView beginOf(QByteArrayView text)
{
    constexpr qsizetype enough = 1024;
    return text.first(std::min(text.size(), enough));
}

/// True for a control character that is in no text.
bool isBinary(char c)
{
    return static_cast<uchar>(c) < 0x20 && !QByteArrayView("\t\n\f\r\x1b").contains(c);
}

/// An upper bound of the number of values in JSON, which costs no memory: its commas and opening brackets.
qsizetype mostValuesIn(QByteArrayView json)
{
    qsizetype count = 1;
    bool isString = false;
    for (qsizetype at = 0; at < json.size(); ++at) {
        const char c = json[at];
        if (c == '"')
            isString = !isString;
        else if (isString)
            at += c == '\\' ? 1 : 0;
        else if (c == ',' || c == '[' || c == '{')
            ++count;
    }
    return count;
}

/// Also if the JSON is cut off, or has a fault.
bool isHar(const QByteArray &text)
{
    static const QRegularExpression begin(u"^\\s*\\{\\s*\"log\"\\s*:"_s);
    return begin.match(QString::fromLatin1(beginOf(text))).hasMatch() || hasMember(text, u"log");
}

/// The content type of a body; empty if it is none that an answer has.
QByteArray contentTypeOf(QByteArrayView body)
{
    static const QRegularExpression event(
        u"^(?::|(?:data|event|id|retry)(?::|$))"_s, QRegularExpression::MultilineOption);
    static const QRegularExpression page(
        u"^<(?:!doctype\\s+html|html)\\b"_s, QRegularExpression::CaseInsensitiveOption);
    const QString begin = QString::fromLatin1(beginOf(body.trimmed()));
    if (begin.startsWith(u'{') || begin.startsWith(u'['))
        return "application/json";
    if (event.match(begin, 0, QRegularExpression::NormalMatch, QRegularExpression::AnchorAtOffsetMatchOption)
            .hasMatch())
        return "text/event-stream";
    return page.match(begin).hasMatch() ? "text/html" : QByteArray();
}

Capture captureOfBody(const QByteArray &body, const QByteArray &contentType)
{
    Capture capture;
    capture.recording.head = {.status = 200, .headers = {{"Content-Type", contentType}}};
    capture.recording.append(body, {});
    capture.recording.squeeze();
    capture.recording.end = Recording::End();
    return capture;
}

/// The fault of the first byte that is not blank.
std::unexpected<CaptureFault> noCapture(CaptureFault::Reason reason, const QByteArray &file)
{
    const auto begin =
        std::ranges::find_if_not(file, [](char c) { return QByteArrayView(" \t\r\n").contains(c); });
    const qsizetype offset = begin - file.begin();
    return std::unexpected(
        CaptureFault{.reason = reason, .place = placeIn(file, offset), .bytes = bytesAt(file, offset)});
}

} // namespace

Captures capturesIn(const QByteArray &file)
{
    const bool isMarked = file.startsWith(ByteOrderMark);
    const QByteArray text = isMarked ? file.sliced(ByteOrderMark.size()) : file;
    if (QByteArrayView(text).trimmed().isEmpty())
        return noCapture(CaptureFault::Reason::Empty, file);
    if (isCurlText(text))
        return captureInCurlText(text).transform([](const Capture &capture) { return QList{capture}; });
    constexpr qsizetype mostValues = 5'000'000; // of 40 bytes each
    if (QByteArrayView(text).trimmed().startsWith('{') && mostValuesIn(text) > mostValues)
        return noCapture(CaptureFault::Reason::TooMany, file);
    if (isHar(text))
        return capturesInHar(text);
    if (std::ranges::any_of(beginOf(text), isBinary))
        return noCapture(CaptureFault::Reason::NotText, file);
    const QByteArray contentType = contentTypeOf(text);
    if (contentType.isEmpty())
        return noCapture(CaptureFault::Reason::NoAnswer, file);
    return QList{captureOfBody(file, contentType)};
}

QByteArray captureFile(const Capture &capture, const QString &fileName)
{
    if (fileName.endsWith(u".har", Qt::CaseInsensitive))
        return harOf(capture);
    return fileName.endsWith(u".txt", Qt::CaseInsensitive) ? curlTextOf(capture.recording)
                                                           : capture.recording.body();
}

} // namespace Parlance
