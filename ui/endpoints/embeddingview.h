// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/embeddingrun.h"
#include "ui/endpoints/endpointview.h"
#include "workspace/vectoranalysis.h"

#include <QPointer>

#include <functional>

class QLabel;
class QPushButton;
class QTabWidget;

namespace Parlance {

class ElidedLabel;
class HeatMap;
class TextTable;
class VectorMap;

/// The vectors of one run: their cosines as a heat map, their places in a plane, the nearest pairs, and each
/// by itself.
class EmbeddingView : public EndpointView
{
    Q_OBJECT

public:
    /// `request` is what the page shows, without the model.
    explicit EmbeddingView(std::function<EmbeddingRequest()> request, QWidget *parent = nullptr);
    ~EmbeddingView() override;

    [[nodiscard]] std::unique_ptr<HttpRun> start(
        ChatClient &client, const Target &target, const QString &model) override;
    [[nodiscard]] bool hasArrived() const override { return false; } // comes as a whole
    void showRun() override;
    void clear() override;
    [[nodiscard]] bool isEmpty() const override { return answer().vectors.count() == 0; }
    [[nodiscard]] Usage usage() const override { return answer().usage; }
    [[nodiscard]] QStringList remarks() const override;
    [[nodiscard]] std::optional<Progress> progress() const override;
    [[nodiscard]] bool isWorking() const override { return m_analysis && m_analysis->isRunning(); }
    void stop() override;
    void save() override;
    void setZoom(qreal factor) override;

    /// What came; without vectors before that.
    [[nodiscard]] const EmbeddingAnswer &answer() const { return m_answer; }
    /// The model that was asked.
    [[nodiscard]] const QString &model() const { return m_model; }
    /// The text of each vector.
    [[nodiscard]] const QStringList &texts() const { return m_texts; }
    /// How the vectors relate; null before that is calculated.
    [[nodiscard]] std::shared_ptr<const VectorRelations> relations() const;

private:
    void buildLayout();
    [[nodiscard]] QWidget *makeTabs();
    [[nodiscard]] QWidget *makeBottom();
    void makeCopyMenu();
    void connectParts();
    void analyse();
    void showVectors();
    void showRelations();
    void showReadout();
    [[nodiscard]] QString readout() const;
    [[nodiscard]] bool isComparable() const;
    [[nodiscard]] QString factsText(const QList<double> &lengths) const;
    [[nodiscard]] QString named(qsizetype vector) const;
    void copyLater(const std::function<QString()> &write);

    std::function<EmbeddingRequest()> m_request;
    EmbeddingRequest m_asked; ///< of the newest run
    QPointer<EmbeddingRun> m_run;
    EmbeddingAnswer m_answer;
    QString m_model; ///< asked for
    QStringList m_texts;
    std::unique_ptr<VectorAnalysis> m_analysis;
    QLabel *m_facts;
    QPushButton *m_compare;
    QPushButton *m_copy;
    QPushButton *m_save;
    QTabWidget *m_tabs;
    HeatMap *m_heat;
    VectorMap *m_map;
    TextTable *m_pairs;
    TextTable *m_vectors;
    ElidedLabel *m_readout;
};

} // namespace Parlance
