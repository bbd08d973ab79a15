// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/callmetrics.h"

#include "wire/dialect.h"
#include "workspace/answerverdict.h"
#include "workspace/appsettings.h"
#include "workspace/requesttexts.h"

namespace Parlance {

namespace {

/// Prefers the price of the answering model, because a tier may stand for several models.
std::optional<Price> priceOf(const Call &call)
{
    const PriceList prices = priceList();
    const QString &slot = call.gateway.key.slot;
    const auto answered = prices.find(slot, call.reply.model);
    return answered ? answered : prices.find(slot, call.request.model);
}

/// Empty if pictures or documents go with it, so that no number tells of the text alone.
QString sentTextOf(const ChatRequest &request)
{
    QStringList texts = textsOf(request);
    for (const Message &message : request.messages) {
        for (const Part &part : message.attachments()) {
            const auto *file = std::get_if<FilePart>(&part);
            if (!file || !file->isText())
                return {};
            texts << QString::fromUtf8(file->bytes);
        }
    }
    return texts.join(u'\n').trimmed();
}

} // namespace

PriceList priceList()
{
    return PriceList::fromJson(Settings::prices().value().toUtf8());
}

Metrics metricsOf(const Call &call)
{
    return Metrics::of(
        call.reply, {.price = priceOf(call),
                        .sent = sentTextOf(call.request),
                        .cacheBesideInput = call.dialect && call.dialect->countsCacheBesideInput(),
                        .fitsSchema = fitsSchema(call)});
}

} // namespace Parlance
