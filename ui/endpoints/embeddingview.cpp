// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/endpoints/embeddingview.h"

#include "chat/visibletext.h"
#include "measure/vectorfiles.h"
#include "ui/endpoints/heatmap.h"
#include "ui/endpoints/runfigures.h"
#include "ui/endpoints/texttable.h"
#include "ui/endpoints/vectormap.h"
#include "ui/export/saveas.h"
#include "view/base/elidedlabel.h"
#include "view/base/linkbutton.h"
#include "view/base/plainlabel.h"
#include "view/base/worksign.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr qsizetype FirstNumbers = 4;

QString number(double value)
{
    return QLocale().toString(value, 'f', 4);
}

PlainTable tableOf(const VectorRelations &relations, const QStringList &texts)
{
    PlainTable table{
        .header = {EmbeddingView::tr("Text"), EmbeddingView::tr("Nearest"), EmbeddingView::tr("Cosine")},
        .rows = {},
        .textColumns = 2};
    for (const SimilarPair &pair : relations.nearest)
        table.rows.append(
            {visibleLine(texts.at(pair.first)), visibleLine(texts.at(pair.second)), number(pair.cosine)});
    return table;
}

QString firstNumbers(std::span<const float> vector)
{
    QStringList numbers;
    for (const float value : vector.first(std::min<size_t>(vector.size(), FirstNumbers)))
        numbers.append(QLocale().toString(value, 'f', 3));
    return numbers.join(u"  "_s) + (vector.size() > FirstNumbers ? u" …"_s : QString());
}

PlainTable tableOf(const Vectors &vectors, const QList<double> &lengths, const QStringList &texts)
{
    PlainTable table{
        .header = {EmbeddingView::tr("Text"), EmbeddingView::tr("Norm"), EmbeddingView::tr("First values")},
        .rows = {}};
    for (qsizetype i = 0; i < vectors.count(); ++i)
        table.rows.append({visibleLine(texts.value(i)), number(lengths.at(i)), firstNumbers(vectors.at(i))});
    return table;
}

QString tabsOf(const SymmetricMatrix &matrix)
{
    QString text;
    for (qsizetype row = 0; row < matrix.size; ++row) {
        for (qsizetype column = 0; column < matrix.size; ++column)
            text +=
                QString::number(matrix.at(row, column), 'f', 6) + (column + 1 < matrix.size ? u'\t' : u'\n');
    }
    return text;
}

} // namespace

EmbeddingView::EmbeddingView(std::function<EmbeddingRequest()> request, QWidget *parent)
    : EndpointView(parent)
    , m_request(std::move(request))
    , m_facts(plainLabel(u"embeddingFacts"_s, u"secondary"_s))
    , m_compare(new QPushButton(tr("Compare")))
    , m_copy(new QPushButton(tr("Copy ▾")))
    , m_save(new QPushButton(tr("Save…")))
    , m_tabs(new QTabWidget)
    , m_heat(new HeatMap)
    , m_map(new VectorMap)
    , m_pairs(new TextTable)
    , m_vectors(new TextTable)
    , m_readout(new ElidedLabel)
{
    setObjectName(u"embeddingView"_s);
    buildLayout();
    makeCopyMenu();
    connectParts();
    showRelations();
}

EmbeddingView::~EmbeddingView() = default;

void EmbeddingView::buildLayout()
{
    m_facts->setContentsMargins(16, 8, 12, 2);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_facts);
    layout->addWidget(makeTabs(), 1);
    layout->addWidget(makeBottom());
}

QWidget *EmbeddingView::makeBottom()
{
    m_readout->setObjectName(u"embeddingReadout"_s);
    m_compare->setObjectName(u"compareVectors"_s);
    m_copy->setObjectName(u"copyVectors"_s);
    m_copy->setAccessibleName(tr("Copy"));
    m_save->setObjectName(u"saveVectors"_s);
    auto *bottom = new QWidget;
    auto *row = new QHBoxLayout(bottom);
    row->setContentsMargins(16, 2, 12, 4);
    row->addWidget(m_readout, 1);
    for (QPushButton *button : {m_compare, m_copy, m_save}) {
        lookLikeLink(button);
        row->addWidget(button);
    }
    return bottom;
}

QWidget *EmbeddingView::makeTabs()
{
    m_pairs->setObjectName(u"nearestPairs"_s);
    m_pairs->setAccessibleName(tr("The nearest pairs"));
    m_vectors->setObjectName(u"vectorTable"_s);
    m_vectors->setAccessibleName(tr("The vectors"));
    m_tabs->setObjectName(u"embeddingTabs"_s);
    m_tabs->setDocumentMode(true);
    m_tabs->setFocusProxy(nullptr);
    m_tabs->setFocusPolicy(Qt::NoFocus); // the tabs take the focus themselves
    m_tabs->tabBar()->setDrawBase(false);
    m_tabs->tabBar()->lower(); // before what they show, also for Tab
    m_tabs->addTab(m_heat, tr("Cosines"));
    m_tabs->addTab(m_map, tr("Map"));
    m_tabs->addTab(m_pairs, tr("Pairs"));
    m_tabs->addTab(m_vectors, tr("Vectors"));
    return m_tabs;
}

void EmbeddingView::makeCopyMenu()
{
    auto *menu = new QMenu(m_copy);
    menu->addAction(tr("The vectors as &JSON"), this, [this] {
        copyLater([vectors = answer().vectors, texts = m_texts] {
            return QString::fromUtf8(jsonOf(vectors, texts));
        });
    });
    menu->addAction(tr("The vectors as C&SV"), this, [this] {
        copyLater([vectors = answer().vectors, texts = m_texts] {
            return QString::fromUtf8(csvOf(vectors, texts));
        });
    });
    QAction *matrix = menu->addAction(tr("All &cosines, with tabs between them"), this,
        [this] { copyLater([relations = relations()] { return tabsOf(relations->cosines); }); });
    QAction *pairs = menu->addAction(tr("The &nearest pairs"), this,
        [this] { QGuiApplication::clipboard()->setText(m_pairs->table().toTabs()); });
    connect(menu, &QMenu::aboutToShow, this, [this, matrix, pairs] {
        matrix->setEnabled(relations() != nullptr);
        pairs->setEnabled(relations() != nullptr);
    });
    m_copy->setMenu(menu);
}

void EmbeddingView::connectParts()
{
    connect(m_compare, &QPushButton::clicked, this, &EmbeddingView::analyse);
    connect(m_save, &QPushButton::clicked, this, &EmbeddingView::save);
    connect(m_heat, &HeatMap::cellChanged, this, &EmbeddingView::showReadout);
    connect(m_map, &VectorMap::dotChanged, this, &EmbeddingView::showReadout);
    connect(m_tabs, &QTabWidget::currentChanged, this, &EmbeddingView::showReadout);
}

std::unique_ptr<HttpRun> EmbeddingView::start(ChatClient &client, const Target &target, const QString &model)
{
    m_asked = m_request();
    m_asked.model = model;
    auto run = std::make_unique<EmbeddingRun>(client, target, m_asked);
    m_run = run.get();
    return run;
}

void EmbeddingView::showRun()
{
    m_answer = m_run->takeAnswer();
    m_model = m_asked.model;
    for (const qsizetype input : answer().inputs)
        m_texts.append(m_asked.inputs.at(input));
    analyse();
}

void EmbeddingView::clear()
{
    m_analysis.reset();
    m_answer = {};
    m_model.clear();
    m_texts.clear();
    showRelations();
    m_vectors->setTable({});
}

std::shared_ptr<const VectorRelations> EmbeddingView::relations() const
{
    return m_analysis ? m_analysis->relations() : nullptr;
}

QStringList EmbeddingView::remarks() const
{
    QStringList remarks = answer().remarks;
    if (!isComparable())
        remarks << tr("More than %1 vectors are not compared with each other.")
                       .arg(QLocale().toString(VectorAnalysis::MostVectors));
    return remarks;
}

std::optional<EndpointView::Progress> EmbeddingView::progress() const
{
    if (isWorking())
        return Progress{.text = isComparable() ? tr("Comparing the vectors") : tr("Measuring the vectors"),
            .share = m_analysis->share()};
    if (!m_run || m_run->readBytes() == 0)
        return {};
    return Progress{
        .text = tr("Read %1 of %2").arg(briefSize(m_run->readBytes()), briefSize(m_run->bodyBytes())),
        .share = static_cast<double>(m_run->readBytes()) / static_cast<double>(m_run->bodyBytes())};
}

bool EmbeddingView::isComparable() const
{
    return answer().vectors.count() <= VectorAnalysis::MostVectors;
}

void EmbeddingView::analyse()
{
    m_analysis = std::make_unique<VectorAnalysis>(answer().vectors);
    connect(m_analysis.get(), &VectorAnalysis::measured, this, &EmbeddingView::showVectors);
    connect(m_analysis.get(), &VectorAnalysis::progressed, this, &EndpointView::worked);
    connect(m_analysis.get(), &VectorAnalysis::finished, this, [this] {
        showRelations();
        Q_EMIT worked();
    });
    showRelations();
    Q_EMIT worked();
}

void EmbeddingView::stop()
{
    if (m_analysis)
        m_analysis->stop();
}

void EmbeddingView::showVectors()
{
    m_facts->setText(factsText(m_analysis->norms()));
    m_vectors->setTable(tableOf(answer().vectors, m_analysis->norms(), m_texts));
}

QString EmbeddingView::factsText(const QList<double> &lengths) const
{
    const auto [least, most] = std::ranges::minmax(lengths);
    const QString length = number(least) == number(most)
                               ? tr("norm %1").arg(number(least))
                               : tr("norm %1 to %2").arg(number(least), number(most));
    QStringList facts{visibleLine(m_model),
        tr("%n vectors", nullptr, static_cast<int>(answer().vectors.count())),
        tr("%1 dimensions").arg(QLocale().toString(answer().vectors.dimension)), length,
        answer().isBase64 ? tr("as base64") : tr("as float")};
    if (!answer().model.isEmpty() && answer().model != m_model)
        facts << tr("answered by %1").arg(visibleLine(answer().model));
    facts.removeAll(QString());
    return facts.join(u" · "_s);
}

void EmbeddingView::showRelations()
{
    const auto relations = this->relations();
    const bool isOffered = m_analysis && isComparable() && !relations && !isWorking();
    m_compare->setVisible(isOffered);
    m_heat->setMatrix(
        relations ? std::shared_ptr<const SymmetricMatrix>(relations, &relations->cosines) : nullptr);
    QStringList labels;
    for (const QString &text : std::as_const(m_texts))
        labels.append(visibleLine(text));
    m_map->setProjection(relations ? relations->projection : Projection(), labels);
    m_pairs->setTable(relations ? tableOf(*relations, m_texts) : PlainTable());
    showReadout();
}

/// "3 “two cats”".
QString EmbeddingView::named(qsizetype vector) const
{
    return tr("%1 “%2”").arg(vector + 1).arg(visibleLine(m_texts.value(vector)));
}

void EmbeddingView::showReadout()
{
    m_readout->setText(readout());
    m_readout->setToolTip(m_readout->text().toHtmlEscaped());
    m_tabs->currentWidget()->setAccessibleDescription(m_readout->text());
}

QString EmbeddingView::readout() const
{
    const auto relations = this->relations();
    if (!relations && m_analysis && isComparable())
        return isWorking() ? tr("Comparing the vectors…") : tr("Not compared: stopped");
    if (!relations)
        return {};
    if (m_tabs->currentWidget() == m_map)
        return named(m_map->dot());
    if (m_tabs->currentWidget() != m_heat)
        return {};
    const QPoint cell = m_heat->cell();
    const float cosine = relations->cosines.at(cell.y(), cell.x());
    return tr("%1   %2 and %3").arg(HeatMap::written(cosine), named(cell.y()), named(cell.x()));
}

void EmbeddingView::copyLater(const std::function<QString()> &write)
{
    workVisibly(
        window(), tr("Copying"), [write](const std::stop_token &) { return write(); },
        [](const QString &text) { QGuiApplication::clipboard()->setText(text); });
}

void EmbeddingView::save()
{
    const auto vectors = std::make_shared<Vectors>(answer().vectors);
    const QList<SaveAs::Form> forms{{.suffix = u"json"_s,
                                        .name = tr("JSON, with the texts"),
                                        .write =
                                            [vectors, texts = m_texts] {
                                                return jsonOf(*vectors, texts);
                                            }},
        {.suffix = u"csv"_s,
            .name = tr("CSV, with the texts"),
            .write =
                [vectors, texts = m_texts] {
                    return csvOf(*vectors, texts);
                }},
        {.suffix = u"npy"_s, .name = tr("NumPy array"), .write = [vectors] {
             return npyOf(*vectors);
         }}};
    SaveAs::askVisibly(this, tr("Save the vectors"), u"embeddings"_s, forms);
}

void EmbeddingView::setZoom(qreal factor)
{
    m_pairs->setZoom(factor);
    m_vectors->setZoom(factor);
}

} // namespace Parlance
