// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/endpoints/picturefetch.h"

#include "chat/visibletext.h"
#include "client/chatclient.h"
#include "client/httpexchange.h"
#include "client/plainanswers.h"

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// "HTTP 403: Signature expired"
QString wordsOf(const ChatError &error)
{
    QString message = visibleLine(error.message);
    if (error.httpStatus == 0)
        return message;
    return u"HTTP %1: %2"_s.arg(error.httpStatus).arg(message);
}

} // namespace

QUrl PictureFetch::addressIn(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    const bool isWeb = url.scheme() == "https"_L1 || url.scheme() == "http"_L1;
    return isWeb && !url.host().isEmpty() && url.userInfo().isEmpty() ? url : QUrl();
}

QString PictureFetch::placeOf(const QUrl &url)
{
    const QString port = url.port() > 0 ? u":%1"_s.arg(url.port()) : QString();
    const QString scheme = url.scheme() == "https"_L1 ? QString() : url.scheme() + u"://"_s;
    return scheme + url.host(QUrl::EncodeUnicode) + port;
}

PictureFetch::PictureFetch(ChatClient &client, const QUrl &url, QObject *parent)
    : QObject(parent)
    , m_exchange(client.fetchPicture(url, this))
    , m_url(url)
{
    connect(m_exchange, &HttpExchange::arrived, this, &PictureFetch::progressed);
    connect(m_exchange, &HttpExchange::finished, this,
        [this](const Call &call) { Q_EMIT finished(fileIn(call).transform_error(wordsOf)); });
}

qint64 PictureFetch::received() const
{
    return m_exchange->call()->recording.size();
}

} // namespace Parlance
