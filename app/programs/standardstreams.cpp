// SPDX-License-Identifier: GPL-3.0-or-later
#include "standardstreams.h"

#include <QStringDecoder>
#include <array>
#include <cerrno>
#include <cstdio>
#include <poll.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

QString reason()
{
    return qt_error_string(errno);
}

/// The decoder of Qt drops half a character at the end of UTF-16 without an error.
bool isCut(QStringConverter::Encoding encoding, qsizetype bytes)
{
    using enum QStringConverter::Encoding;
    const bool isUtf16 = encoding == Utf16 || encoding == Utf16LE || encoding == Utf16BE;
    const bool isUtf32 = encoding == Utf32 || encoding == Utf32LE || encoding == Utf32BE;
    return (isUtf16 && bytes % 2 != 0) || (isUtf32 && bytes % 4 != 0);
}

/// Waits until a standard output that does not block takes more.
bool waitForOutput()
{
    pollfd output{.fd = STDOUT_FILENO, .events = POLLOUT, .revents = 0};
    return (errno == EAGAIN || errno == EINTR) && poll(&output, 1, -1) >= 0;
}

} // namespace

std::expected<QByteArray, QString> bytesOfInput()
{
    QByteArray all;
    std::array<char, 65536> buffer{};
    ssize_t count = 0;
    while ((count = read(STDIN_FILENO, buffer.data(), buffer.size())) > 0)
        all.append(buffer.data(), count);
    if (count < 0)
        return std::unexpected(u"standard input cannot be read: "_s + reason());
    return all;
}

std::expected<QString, QString> textIn(const QByteArray &bytes, const QString &name)
{
    const auto encoding = QStringConverter::encodingForData(bytes).value_or(QStringConverter::Utf8);
    QStringDecoder decoder(encoding, QStringConverter::Flag::Stateless);
    QString text = decoder(bytes);
    if (decoder.hasError() || isCut(encoding, bytes.size()) || text.contains(QChar(u'\0')))
        return std::unexpected(u"%1 is not text in UTF-8"_s.arg(name));
    while (text.endsWith(u'\n') || text.endsWith(u'\r'))
        text.chop(1);
    return text.isEmpty() ? std::expected<QString, QString>(std::unexpected(u"%1 is empty"_s.arg(name)))
                          : text;
}

std::expected<QString, QString> textOfInput()
{
    return bytesOfInput().and_then(
        [](const QByteArray &bytes) { return textIn(bytes, u"standard input"_s); });
}

QString writeOutput(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const ssize_t written = write(STDOUT_FILENO, bytes.data(), static_cast<size_t>(bytes.size()));
        if (written >= 0)
            bytes = bytes.sliced(written);
        else if (!waitForOutput())
            return u"standard output cannot be written: "_s + reason();
    }
    return {};
}

int sayAndLeave(const QString &words, int exitCode)
{
    const QString problem = exitCode == 0 ? writeOutput(words.trimmed().toUtf8() + '\n') : QString();
    if (!problem.isEmpty())
        return sayAndLeave(QString::fromLocal8Bit(program_invocation_short_name) + u": "_s + problem, 1);
    if (exitCode != 0)
        std::fprintf(stderr, "%s\n", qUtf8Printable(words));
    return exitCode;
}

} // namespace Parlance
