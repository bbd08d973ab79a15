// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "measure/projection.h"
#include "measure/similarity.h"

#include <QObject>

#include <memory>
#include <thread>

namespace Parlance {

/// What vectors have to do with each other.
struct VectorRelations
{
    SymmetricMatrix cosines = {};
    QList<SimilarPair> nearest = {}; ///< up to `VectorAnalysis::MostPairs`
    Projection projection = {};
};

/// Calculates the norms of vectors and their relations in another thread, from its construction on. Deleting
/// it ends that, within a tenth of a second, and emits nothing.
class VectorAnalysis : public QObject
{
    Q_OBJECT

public:
    /// More are only measured: the matrix would have more than 64 MB.
    static constexpr qsizetype MostVectors = 4096;
    static constexpr qsizetype MostPairs = 200;

    /// `vectors` must outlive it.
    explicit VectorAnalysis(const Vectors &vectors, QObject *parent = nullptr);
    ~VectorAnalysis() override;

    void stop() { m_thread.request_stop(); }

    [[nodiscard]] bool isRunning() const { return m_isRunning; }
    /// The share of the work that is done, from 0 to 1.
    [[nodiscard]] double share() const { return m_share; }
    /// Of each vector; empty before `measured()`.
    [[nodiscard]] const QList<double> &norms() const { return m_norms; }
    /// Null until it has finished, if it was stopped, and of too many vectors.
    [[nodiscard]] const std::shared_ptr<const VectorRelations> &relations() const { return m_relations; }

Q_SIGNALS:
    /// Comes once, before the others.
    void measured();
    void progressed();
    /// Comes once, also after `stop()`.
    void finished();

private:
    void take(const QList<double> &norms);
    void noteShare(double share);
    void take(std::shared_ptr<const VectorRelations> relations);

    QList<double> m_norms;
    std::shared_ptr<const VectorRelations> m_relations;
    double m_share = 0;
    bool m_isRunning = true;
    std::jthread m_thread; ///< last, as it uses the others
};

} // namespace Parlance
