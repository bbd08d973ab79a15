// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/endpoints/embeddingspage.h"

#include "chat/visibletext.h"
#include "ui/compose/parameterrow.h"
#include "ui/edit/longtextedit.h"
#include "ui/endpoints/embeddingview.h"
#include "ui/export/exportformat.h"
#include "view/base/background.h"
#include "view/base/dropframe.h"
#include "view/base/elidedlabel.h"
#include "view/base/linkbutton.h"
#include "view/base/showinstead.h"
#include "view/base/worksign.h"
#include "workspace/textlines.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

const QString Kind = u"embeddings"_s;
constexpr QLatin1StringView EncodingFormat("encoding_format");
constexpr QLatin1StringView Dimensions("dimensions");
constexpr QLatin1StringView User("user");
constexpr int UsualDimensions = 256;

/// Dots, and an arrow to one of them.
QPainterPath icon()
{
    QPainterPath path;
    for (const QPointF dot : {QPointF(-4, -1), QPointF(0, 4), QPointF(5, 2)})
        path.addEllipse(dot, 0.8, 0.8);
    path.moveTo(-6, 6);
    path.lineTo(4, -5);
    path.moveTo(0, -5);
    path.lineTo(4, -5);
    path.lineTo(4, -1);
    return path;
}

EndpointModels models()
{
    return {.endpoint = EndpointKind::Embeddings,
        .demo = {u"demo-embed-small"_s, u"demo-embed-large"_s},
        .live = {u"text-embedding-3-small"_s, u"text-embedding-3-large"_s, u"text-embedding-ada-002"_s}};
}

} // namespace

PageKind EmbeddingsPage::pageKind(const Services &services)
{
    return {.id = Kind,
        .name = tr("&Embeddings page"),
        .tab = tr("Embeddings"),
        .toolTip = tr("Texts as vectors, and how near they are to each other, by models side by side"),
        .icon = icon(),
        .openText = tr("Open in &Embeddings"),
        .make = [services](const PageKinds &) {
            return new EmbeddingsPage(services);
        }};
}

EmbeddingsPage::EmbeddingsPage(const Services &services, QWidget *parent)
    : EndpointPage(Kind, services, models(), tr("Embed the te&xts"), parent)
    , m_texts(new LongTextEdit)
    , m_count(new QLabel)
    , m_file(new ElidedLabel)
    , m_open(new QPushButton(tr("Add a file…")))
    , m_forget(new QToolButton)
{
    setObjectName(u"embeddingsPage"_s);
    inputs()->addWidget(makeTexts());
    addParameters();
    connect(m_texts, &LongTextEdit::textChanged, this, &EmbeddingsPage::showInput);
    connect(m_open, &QPushButton::clicked, this, &EmbeddingsPage::chooseFile);
    connect(m_forget, &QToolButton::clicked, this, &EmbeddingsPage::forgetFile);
    forgetFile();
}

EmbeddingsPage::~EmbeddingsPage()
{
    m_correlating.request_stop();
}

QWidget *EmbeddingsPage::makeTexts()
{
    auto *title = new QLabel(tr("Texts, one per line"));
    title->setProperty("role", u"heading"_s);
    title->setBuddy(m_texts);
    m_texts->setObjectName(u"embeddingTexts"_s);
    m_texts->setAccessibleName(title->text());
    m_texts->setPlaceholderText(tr("a cat on a sofa\ntwo cats on sofas\nthe price of steel"));
    m_texts->setTabChangesFocus(true);
    m_texts->setMinimumHeight(80);
    m_texts->setAcceptDrops(false); // files go to the frame
    m_count->setObjectName(u"textCount"_s);
    m_count->setProperty("role", u"secondary"_s);
    auto *top = new QHBoxLayout;
    top->addWidget(title, 1);
    top->addWidget(m_count);
    auto *frame = new DropFrame;
    frame->setObjectName(u"embeddingInput"_s);
    auto *layout = new QVBoxLayout(frame);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addLayout(top);
    layout->addWidget(m_texts, 1);
    layout->addWidget(makeFileRow());
    connect(
        frame, &DropFrame::filesDropped, this, [this](const QStringList &paths) { openFile(paths.first()); });
    return frame;
}

QWidget *EmbeddingsPage::makeFileRow()
{
    m_open->setObjectName(u"openTexts"_s);
    lookLikeLink(m_open);
    m_open->setToolTip(tr("Sends each line of a text file, too"));
    m_file->setObjectName(u"textFile"_s);
    m_forget->setObjectName(u"forgetTexts"_s);
    m_forget->setText(u"✕"_s);
    m_forget->setAccessibleName(tr("Do not send the file"));
    m_forget->setToolTip(m_forget->accessibleName());
    auto *widget = new QWidget;
    auto *row = new QHBoxLayout(widget);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_open);
    row->addWidget(m_file, 1);
    row->addWidget(m_forget);
    return widget;
}

void EmbeddingsPage::addParameters()
{
    auto *encoding =
        ParameterRow::makeChoice(EncodingFormat, tr("Encoding format"), {u"float"_s, u"base64"_s}, false);
    encoding->setHint(tr("How the numbers are sent; the values are the same."));
    addParameter(encoding);
    auto *dimensions = ParameterRow::makeCount(Dimensions, tr("Dimensions"), UsualDimensions);
    dimensions->setHint(tr("The numbers in a vector. Only newer models take it."));
    dimensions->setBounds(1, {});
    addParameter(dimensions);
    auto *user = ParameterRow::makeShortText(User, tr("User"), tr("a name or ID"));
    user->setHint(tr("Lets the provider tell your users apart."));
    addParameter(user, Keep::Private);
}

void EmbeddingsPage::chooseFile()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Add texts from a file"), savingFolder());
    if (!path.isEmpty())
        openFile(path);
}

void EmbeddingsPage::openFile(const QString &path)
{
    forgetFile();
    const QString name = visibleLine(QFileInfo(path).fileName());
    m_reading = workVisibly(
        this, tr("Reading %1…").arg(name),
        [path](const std::stop_token &stop) { return TextLines::read(path, stop); },
        [this, name](const auto &lines) { takeFile(name, lines); });
    connect(m_reading, &WorkSign::finished, this, &EmbeddingsPage::forgetFile);
    showFile(name);
}

void EmbeddingsPage::takeFile(const QString &name, const std::expected<QStringList, QString> &lines)
{
    m_fileTexts = lines.value_or(QStringList());
    m_fileProblem = lines ? QString() : tr("%1 Choose another file, or remove it.").arg(lines.error());
    showFile(lines ? tr("%1, %Ln texts", nullptr, static_cast<int>(lines->size())).arg(name) : name);
}

bool EmbeddingsPage::isReading() const
{
    return m_reading && m_reading->isWorking();
}

void EmbeddingsPage::forgetFile()
{
    if (isReading())
        m_reading->reject();
    m_fileTexts.clear();
    m_fileProblem.clear();
    showFile({});
}

void EmbeddingsPage::showFile(const QString &words)
{
    m_file->setText(words);
    m_file->setToolTip(words.toHtmlEscaped());
    if (words.isEmpty())
        showInstead(m_open, m_forget);
    else
        showInstead(m_forget, m_open);
    showInput();
}

void EmbeddingsPage::showInput()
{
    const qsizetype count = TextLines::of(m_texts->toPlainText()).size() + m_fileTexts.size();
    m_count->setText(hasInput() ? tr("%Ln texts", nullptr, static_cast<int>(count)) : QString());
    noteInput();
}

QStringList EmbeddingsPage::texts() const
{
    return TextLines::of(m_texts->toPlainText()) + m_fileTexts;
}

EmbeddingRequest EmbeddingsPage::request() const
{
    EmbeddingRequest request{.inputs = texts(), .user = parameter(User).toString()};
    if (const QString format = parameter(EncodingFormat).toString(); !format.isEmpty())
        request.encodingFormat =
            format == "float"_L1 ? EmbeddingRequest::Encoding::Float : EmbeddingRequest::Encoding::Base64;
    if (const QJsonValue dimensions = parameter(Dimensions); dimensions.isDouble())
        request.dimensions = dimensions.toInteger();
    return request;
}

EndpointView *EmbeddingsPage::makeView()
{
    return new EmbeddingView([this] { return request(); });
}

RequestCheck EmbeddingsPage::check(const QString &model) const
{
    if (isReading())
        return {.problem = tr("The file is still being read.")};
    if (!m_fileProblem.isEmpty())
        return {.problem = m_fileProblem};
    EmbeddingRequest checked = request();
    checked.model = model;
    return Parlance::check(checked);
}

bool EmbeddingsPage::hasInput() const
{
    return !m_texts->document()->isEmpty() || !m_file->text().isEmpty();
}

void EmbeddingsPage::focusInput()
{
    m_texts->setFocus();
}

QList<EmbeddingsPage::Result> EmbeddingsPage::results() const
{
    QList<Result> results;
    for (const EndpointColumn *column : columns()) {
        const auto *view = static_cast<EmbeddingView *>(column->view());
        if (const Relations relations = view->relations())
            results.append({.model = view->model(), .texts = view->texts(), .relations = relations});
    }
    return results;
}

/// Says how alike each two models order the pairs of the same texts.
void EmbeddingsPage::columnsChanged()
{
    const QList<Result> all = results();
    QList<Relations> relations;
    for (const Result &result : all)
        relations.append(result.relations);
    if (std::exchange(m_compared, relations) == relations)
        return;
    m_correlating.request_stop();
    m_correlating = {};
    setNote({});
    if (all.size() > 1)
        correlate(all);
}

/// "small and large: 0.912"; empty if they have not the same texts, or if there is none.
QString EmbeddingsPage::correlationOf(const Result &one, const Result &other, const std::stop_token &stop)
{
    if (one.texts != other.texts)
        return {};
    const auto correlation =
        rankCorrelation(one.relations->cosines, other.relations->cosines, {.stop = stop});
    return correlation
               ? tr("%1 and %2: %3").arg(one.model, other.model, QLocale().toString(*correlation, 'f', 3))
               : QString();
}

void EmbeddingsPage::correlate(const QList<Result> &results)
{
    const auto work = [results, stop = m_correlating.get_token()] {
        QStringList words;
        for (qsizetype i = 0; i < results.size(); ++i) {
            for (qsizetype j = i + 1; j < results.size(); ++j)
                words << correlationOf(results.at(i), results.at(j), stop);
        }
        words.removeAll(QString());
        return words.join(u"  ·  "_s);
    };
    inBackground(this, work, [this, stop = m_correlating.get_token()](const QString &words) {
        if (!stop.stop_requested() && !words.isEmpty())
            setNote(tr("Rank correlation of the cosines (1: both order all pairs alike)  ·  %1").arg(words));
    });
}

} // namespace Parlance
