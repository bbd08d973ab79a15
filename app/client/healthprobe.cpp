// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/healthprobe.h"

#include "wire/erroranswer.h"
#include "wire/utf8text.h"

#include <QNetworkReply>

namespace Parlance {

namespace {

/// More than any report of health; what is longer is cut off.
constexpr qint64 MostBytes = 64 * 1024;

} // namespace

HealthProbe::HealthProbe(QNetworkReply *networkReply, QObject *parent)
    : QObject(parent)
    , m_network(networkReply)
{
    m_network->setParent(this);
    m_network->setReadBufferSize(MostBytes);
    connect(m_network, &QNetworkReply::readyRead, this, [this] {
        if (m_network->bytesAvailable() >= MostBytes)
            m_network->abort();
    });
    connect(m_network, &QNetworkReply::finished, this, &HealthProbe::read);
}

void HealthProbe::read()
{
    const int status = m_network->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const QString said = excerpt(textFromUtf8(m_network->readAll()));
    Q_EMIT finished(status / 100 == 2, status, status == 0 ? m_network->errorString() : said);
}

} // namespace Parlance
