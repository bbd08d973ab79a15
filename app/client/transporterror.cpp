// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/transporterror.h"

#include <QCoreApplication>
#include <QNetworkReply>

namespace Parlance {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::TransportError)
};

ChatError redirected(const QNetworkReply &reply, int status)
{
    const QUrl location(reply.header(QNetworkRequest::LocationHeader).toUrl());
    const QString place = reply.url().resolved(location).toDisplayString(QUrl::RemoveUserInfo);
    ChatError error;
    error.kind = ChatError::Kind::Protocol;
    error.httpStatus = status;
    //: %1 is a web address.
    error.message = Words::tr("The server redirects to %1, and redirects are not followed.").arg(place);
    return error;
}

QString words(const QNetworkReply &reply, bool answered)
{
    if (reply.error() != QNetworkReply::ContentReSendError)
        return reply.errorString();
    // The connection was lost, and Qt tried to send the request again (see OneShotBody).
    return answered ? Words::tr("Connection closed") : Words::tr("Connection closed before an answer came");
}

} // namespace

std::optional<ChatError> transportError(const QNetworkReply &reply)
{
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status >= 300 && status < 400)
        return redirected(reply, status);
    if (status >= 400 || (status > 0 && reply.error() == QNetworkReply::NoError))
        return {};
    ChatError error;
    const bool isTls = reply.error() == QNetworkReply::SslHandshakeFailedError;
    error.kind = isTls ? ChatError::Kind::Tls : ChatError::Kind::Network;
    error.message = words(reply, status > 0);
    return error;
}

} // namespace Parlance
