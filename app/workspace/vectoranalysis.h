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

/// Calculates the relations of vectors in another thread, from its construction on. Deleting it ends that,
/// within milliseconds, and emits nothing.
class VectorAnalysis : public QObject
{
    Q_OBJECT

public:
    /// More are not compared: the matrix would have more than 64 MB.
    static constexpr qsizetype MostVectors = 4096;
    static constexpr qsizetype MostPairs = 200;

    /// `vectors` must outlive it.
    explicit VectorAnalysis(const Vectors &vectors, QObject *parent = nullptr);
    ~VectorAnalysis() override;

    void stop() { m_thread.request_stop(); }

    [[nodiscard]] bool isRunning() const { return m_isRunning; }
    /// The share of the work that is done, from 0 to 1.
    [[nodiscard]] double share() const { return m_share; }
    /// Null until it has finished, and if it was stopped.
    [[nodiscard]] const std::shared_ptr<const VectorRelations> &relations() const { return m_relations; }

Q_SIGNALS:
    void progressed();
    /// Comes once, also after `stop()`.
    void finished();

private:
    void noteShare(double share);
    void take(std::shared_ptr<const VectorRelations> relations);

    std::shared_ptr<const VectorRelations> m_relations;
    double m_share = 0;
    bool m_isRunning = true;
    std::jthread m_thread; ///< last, as it uses the others
};

} // namespace Parlance
