// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/endpoints/imagespage.h"

#include "ui/compose/parameterrow.h"
#include "ui/edit/longtextedit.h"
#include "ui/endpoints/imagesview.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

const QString Kind = u"images"_s;
constexpr int PromptLines = 10; ///< at most, so that the parameters have the rest

constexpr QLatin1StringView Size("size");
constexpr QLatin1StringView N("n");
constexpr QLatin1StringView Quality("quality");
constexpr QLatin1StringView Style("style");
constexpr QLatin1StringView Background("background");
constexpr QLatin1StringView OutputFormat("output_format");
constexpr QLatin1StringView OutputCompression("output_compression");
constexpr QLatin1StringView Moderation("moderation");
constexpr QLatin1StringView ResponseFormat("response_format");
constexpr QLatin1StringView Stream("stream");
constexpr QLatin1StringView PartialImages("partial_images");

/// A framed landscape.
QPainterPath icon()
{
    QPainterPath path;
    path.addRoundedRect(QRectF(-7, -6, 14, 12), 2, 2);
    path.addEllipse(QPointF(-3, -2), 1.2, 1.2);
    path.moveTo(-6, 4);
    path.lineTo(-2.5, 1);
    path.lineTo(-0.5, 2.5);
    path.lineTo(3, -1.5);
    path.lineTo(6.5, 2.5);
    return path;
}

} // namespace

PageKind ImagesPage::pageKind(const Services &services)
{
    return {.id = Kind,
        .name = tr("&Images page"),
        .tab = tr("Images"),
        .toolTip = tr("Pictures from a prompt, by one model or several side by side"),
        .icon = icon(),
        .openText = tr("Open in &Images"),
        .make = [services](const PageKinds &) {
            return new ImagesPage(services);
        }};
}

ImagesPage::ImagesPage(const Services &services, QWidget *parent)
    : EndpointPage(Kind, services,
          {.endpoint = EndpointKind::Images,
              .demo = {u"demo-image"_s, u"demo-image-dark"_s},
              .live = {u"gpt-image-1"_s, u"gpt-image-1-mini"_s, u"dall-e-3"_s, u"dall-e-2"_s}},
          tr("&Generate"), parent)
    , m_client(services.client)
    , m_prompt(new LongTextEdit)
{
    setObjectName(u"imagesPage"_s);
    m_prompt->setObjectName(u"imagePrompt"_s);
    m_prompt->setPlaceholderText(tr("Describe the picture"));
    m_prompt->setAccessibleName(tr("Prompt"));
    m_prompt->setTabChangesFocus(true);
    m_prompt->setMaximumHeight(PromptLines * m_prompt->fontMetrics().lineSpacing());
    inputs()->addWidget(m_prompt);
    addParameters();
    connect(m_prompt, &LongTextEdit::textChanged, this, [this] { noteInput(); });
}

void ImagesPage::addParameters()
{
    addParameter(ParameterRow::makeChoice(Size, tr("Size"),
        {u"auto"_s, u"1024x1024"_s, u"1536x1024"_s, u"1024x1536"_s, u"1792x1024"_s, u"1024x1792"_s,
            u"512x512"_s, u"256x256"_s},
        true));
    auto *pictures = ParameterRow::makeCount(N, tr("Pictures (n)"), 1);
    pictures->setBounds(1, {});
    addParameter(pictures);
    addParameter(ParameterRow::makeChoice(Quality, tr("Quality"),
        {u"auto"_s, u"low"_s, u"medium"_s, u"high"_s, u"standard"_s, u"hd"_s}, false));
    addParameter(ParameterRow::makeChoice(Style, tr("Style"), {u"vivid"_s, u"natural"_s}, false));
    addParameter(ParameterRow::makeChoice(
        Background, tr("Background"), {u"auto"_s, u"transparent"_s, u"opaque"_s}, false));
    addParameter(
        ParameterRow::makeChoice(OutputFormat, tr("Output format"), {u"png"_s, u"jpeg"_s, u"webp"_s}, false));
    auto *compression = ParameterRow::makeCount(OutputCompression, tr("Compression (%)"), 100);
    compression->setBounds(1, 100);
    addParameter(compression);
    addParameter(ParameterRow::makeChoice(Moderation, tr("Moderation"), {u"auto"_s, u"low"_s}, false));
    addParameter(
        ParameterRow::makeChoice(ResponseFormat, tr("Response format"), {u"b64_json"_s, u"url"_s}, false));
    addParameter(ParameterRow::makeSwitch(Stream, tr("Stream"), tr("on"), tr("off")));
    addParameter(ParameterRow::makeChoice(
        PartialImages, tr("Partial pictures"), {u"0"_s, u"1"_s, u"2"_s, u"3"_s}, false));
}

EndpointView *ImagesPage::makeView()
{
    return new ImagesView(*m_client, [this](const QString &model) { return request(model); });
}

RequestCheck ImagesPage::check(const QString &model) const
{
    return Parlance::check(request(model));
}

bool ImagesPage::hasInput() const
{
    return !m_prompt->document()->isEmpty();
}

void ImagesPage::focusInput()
{
    m_prompt->setFocus();
}

/// Of a number, or of one among texts to choose from.
std::optional<qint64> ImagesPage::count(QLatin1StringView name) const
{
    const QJsonValue value = parameter(name);
    return value.isUndefined() ? std::nullopt : std::optional<qint64>(value.toVariant().toLongLong());
}

ImageRequest ImagesPage::request(const QString &model) const
{
    const QJsonValue stream = parameter(Stream);
    return {.model = model,
        .prompt = m_prompt->toPlainText(),
        .n = count(N),
        .size = text(Size),
        .quality = text(Quality),
        .style = text(Style),
        .background = text(Background),
        .moderation = text(Moderation),
        .outputFormat = text(OutputFormat),
        .outputCompression = count(OutputCompression),
        .responseFormat = text(ResponseFormat),
        .stream = stream.isBool() ? std::optional(stream.toBool()) : std::nullopt,
        .partialImages = count(PartialImages)};
}

} // namespace Parlance
