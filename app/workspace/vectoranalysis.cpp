// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/vectoranalysis.h"

#include "client/progresspause.h"

namespace Parlance {

namespace {

/// A half of the whole work, which begins at `from`.
Work halfOf(const std::function<void(double)> &tell, const std::stop_token &stop, double from)
{
    return {.stop = stop, .progress = [tell, from, pause = ProgressPause()](double share) mutable {
                if (pause.isOver())
                    tell(from + share / 2);
            }};
}

/// Null if stopped, and of too many.
std::shared_ptr<const VectorRelations> relationsOf(
    const Vectors &vectors, const std::function<void(double)> &tell, const std::stop_token &stop)
{
    if (vectors.count() > VectorAnalysis::MostVectors)
        return nullptr;
    std::optional<SymmetricMatrix> matrix = cosines(vectors, halfOf(tell, stop, 0));
    if (!matrix)
        return nullptr;
    std::optional<Projection> projection = projected(vectors, halfOf(tell, stop, 0.5));
    if (!projection)
        return nullptr;
    const QList<SimilarPair> nearest = nearestPairs(*matrix, VectorAnalysis::MostPairs);
    return std::make_shared<VectorRelations>(VectorRelations{
        .cosines = std::move(*matrix), .nearest = nearest, .projection = std::move(*projection)});
}

} // namespace

VectorAnalysis::VectorAnalysis(const Vectors &vectors, QObject *parent)
    : QObject(parent)
    , m_thread([this, &vectors](const std::stop_token &stop) {
        QMetaObject::invokeMethod(this, [this, norms = Parlance::norms(vectors)] { take(norms); });
        const auto tell = [this](double share) {
            QMetaObject::invokeMethod(this, [this, share] { noteShare(share); });
        };
        auto relations = relationsOf(vectors, tell, stop);
        QMetaObject::invokeMethod(
            this, [this, relations = std::move(relations)]() mutable { take(std::move(relations)); });
    })
{
}

/// Waits for the thread to notice.
VectorAnalysis::~VectorAnalysis() = default;

void VectorAnalysis::take(const QList<double> &norms)
{
    m_norms = norms;
    Q_EMIT measured();
}

void VectorAnalysis::noteShare(double share)
{
    m_share = share;
    Q_EMIT progressed();
}

void VectorAnalysis::take(std::shared_ptr<const VectorRelations> relations)
{
    m_isRunning = false;
    if (!m_thread.get_stop_token().stop_requested())
        m_relations = std::move(relations);
    Q_EMIT finished();
}

} // namespace Parlance
