// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/transporterror.h"

#include <QCoreApplication>
#include <QIODevice>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::TransportError)
};

/// OpenSSL's words for bytes that are no TLS.
bool isNoTls(const QString &words)
{
    return words.contains(u"wrong version number"_s) || words.contains(u"packet length too long"_s) ||
           words.contains(u"record layer failure"_s) || words.contains(u"http request"_s);
}

} // namespace

std::optional<ChatError> redirection(const QUrl &from, int status, const QByteArray &location)
{
    if (location.trimmed().isEmpty())
        return {};
    const QString place =
        from.resolved(QUrl::fromEncoded(location.trimmed())).toDisplayString(QUrl::RemoveUserInfo);
    ChatError error;
    error.kind = ChatError::Kind::Protocol;
    error.httpStatus = status;
    //: %1 is a web address.
    error.message = Words::tr("The server redirects to %1, and redirects are not followed.").arg(place);
    return error;
}

ChatError connectionError(const QString &words, bool answered, bool certificateRefused)
{
    ChatError error;
    error.kind = certificateRefused ? ChatError::Kind::Tls : ChatError::Kind::Network;
    if (!certificateRefused && isNoTls(words))
        error.message = Words::tr("The server does not speak TLS at this address. Is it one with http://?");
    else if (!words.isEmpty() && words != QIODevice::tr("Unknown error"))
        error.message = words;
    else
        error.message =
            answered ? Words::tr("Connection closed") : Words::tr("Connection closed before an answer came");
    return error;
}

ChatError notConnected(std::chrono::milliseconds time, const QString &proxy)
{
    const QString seconds = QLocale().toString(std::chrono::duration<double>(time).count());
    ChatError error;
    error.kind = proxy.isEmpty() ? ChatError::Kind::Network : ChatError::Kind::Proxy;
    error.message = proxy.isEmpty() ? Words::tr("No connection after %1 s").arg(seconds)
                                    : Words::tr("Proxy %1: no connection after %2 s").arg(proxy, seconds);
    return error;
}

ChatError headerRefused(const QByteArray &name)
{
    ChatError error;
    error.kind = ChatError::Kind::Authentication; // mostly a key that was pasted with a line break
    //: %1 is the name of an HTTP header.
    error.message = Words::tr("The header %1 has a line break or another character that may not be sent.")
                        .arg(QString::fromUtf8(name));
    return error;
}

ChatError headMissing(std::chrono::milliseconds time)
{
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(time);
    ChatError error;
    error.kind = ChatError::Kind::Network;
    error.message = Words::tr(
        "No complete response headers came within %n seconds.", nullptr, static_cast<int>(seconds.count()));
    return error;
}

} // namespace Parlance
