// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/modelrequest.h"

#include "client/transporterror.h"
#include "wire/erroranswer.h"
#include "wire/modellist.h"

#include <QNetworkReply>

namespace Parlance {

namespace {

/// The longest lists of models there are have some hundred kilobytes.
constexpr qint64 MaxBytes = 16 * 1024 * 1024;

ModelRequest::Result resultOf(QNetworkReply &reply)
{
    if (const std::optional<ChatError> failure = transportError(reply))
        return std::unexpected(*failure);
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const AnswerHead head = AnswerHead::from(status, reply.rawHeaderPairs(), QDateTime::currentDateTimeUtc());
    const QByteArray body = reply.readAll();
    if (status >= 400)
        return std::unexpected(decodeError(head, body));
    ModelRequest::Result models = readModelList(body);
    if (!models) {
        models.error().httpStatus = status;
        models.error().requestId = head.requestId;
    }
    return models;
}

} // namespace

ModelRequest::ModelRequest(QNetworkReply *networkReply, QObject *parent)
    : QObject(parent)
    , m_network(networkReply)
{
    connect(m_network, &QNetworkReply::finished, this, &ModelRequest::read);
    connect(m_network, &QNetworkReply::downloadProgress, m_network, [reply = m_network](qint64 received) {
        if (received > MaxBytes)
            reply->abort();
    });
}

ModelRequest::~ModelRequest()
{
    if (!m_network)
        return;
    m_network->disconnect(this);
    m_network->abort();
    m_network->deleteLater();
}

void ModelRequest::read()
{
    const Result result = resultOf(*m_network);
    Q_EMIT finished(result);
}

} // namespace Parlance
