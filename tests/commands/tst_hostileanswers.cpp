// SPDX-License-Identifier: GPL-3.0-or-later
#include "tracing/tracedprogram.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QTcpServer>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

/// Nothing is opened, reached or started because an answer mentions it: each system call of the window is
/// looked at while it shows answers that try. What it also asks of the kernel for a harmless answer does not
/// count.
class TestHostileAnswers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void nothingIsOpened_data();
    void nothingIsOpened();
    void whatIsOpenedIsSeen();

private:
    /// What the window asks of the kernel while it shows this answer, a line for each file, address or
    /// program.
    [[nodiscard]] QSet<QString> askedFor(const QString &answer);
    [[nodiscard]] QString pathTo(const QString &name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
    QTcpServer m_server;
    QString m_secret;  ///< the path of a picture
    QString m_address; ///< an HTTP address where somebody listens
    QSet<QString> m_usual;
};

namespace {

/// A red field of 9 by 9 pixels.
const QByteArray png = QByteArray::fromBase64(
    "iVBORw0KGgoAAAANSUhEUgAAAAkAAAAJCAIAAABv85FHAAAAEUlEQVR42mO4Y2ODCzEMczkAKY9rlYCBztoAAAAASUVORK5CYII=");

QString pictureOf(const QByteArray &bytes, const QString &label)
{
    return u"![a](data:image/%1;base64,%2)\n\n"_s.arg(label, QString::fromLatin1(bytes.toBase64()));
}

/// An SVG with this in it, under the name of each format that is shown.
QString drawing(const QString &content)
{
    const QByteArray svg =
        u"<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"9\" height=\"9\">%1</svg>"_s
            .arg(content)
            .toUtf8();
    QString all;
    for (const QString &label : {u"png"_s, u"jpeg"_s, u"gif"_s, u"webp"_s, u"svg+xml"_s})
        all += pictureOf(svg, label);
    return all + pictureOf("\x89PNG\r\n\x1A\n" + svg, u"png"_s) +
           pictureOf("GIF89a\1\0\1\0"_ba + svg, u"gif"_s) + pictureOf(qCompress(svg).sliced(4), u"png"_s);
}

/// 10^8 rectangles.
QString manyRectangles()
{
    QString svg = u"<defs><g id=\"a0\"><rect width=\"1\" height=\"1\"/></g>"_s;
    for (int i = 1; i <= 8; ++i)
        svg += u"<g id=\"a%1\">%2</g>"_s.arg(i).arg(u"<use xlink:href=\"#a%1\"/>"_s.arg(i - 1).repeated(10));
    return svg + u"</defs><use xlink:href=\"#a8\"/>"_s;
}

/// An answer of chat-completions with this text as its reasoning and its content.
QByteArray streamOf(const QString &text)
{
    const QJsonObject delta{{u"reasoning_content"_s, text}, {u"content"_s, text}};
    const QJsonObject choice{{u"index"_s, 0}, {u"delta"_s, delta}, {u"finish_reason"_s, u"stop"_s}};
    const QJsonObject event{{u"model"_s, text.left(200)}, {u"choices"_s, QJsonArray{choice}}};
    return "data: " + QJsonDocument(event).toJson(QJsonDocument::Compact) + "\n\ndata: [DONE]\n\n";
}

} // namespace

void TestHostileAnswers::initTestCase()
{
    if (!TracedProgram::isPossible())
        QSKIP("NOT TESTED: ptrace is refused here, so nobody sees what an answer makes the window open");
    QVERIFY(m_server.listen(QHostAddress::LocalHost));
    m_address = u"http://127.0.0.1:%1"_s.arg(m_server.serverPort());
    m_secret = pathTo(u"secret.png"_s);
    QFile secret(m_secret);
    QVERIFY(secret.open(QIODevice::WriteOnly) && secret.write(png) > 0);
    secret.close();
    const QString harmless =
        u"# A title\n\n**Bold** *italic* ***both*** `code` ~~gone~~ [a link](https://example.org/)\n\n> "
        u"quoted\n\n1. "
        u"one\n- two\n\n"
        "```html\n<a href=\"b\">c</a>\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n$x^2$ ∑ √\n\n<b>d</b>\n\n"_s;
    m_usual = askedFor(harmless + pictureOf(png, u"png"_s));
    QVERIFY(m_usual.size() > 10);
}

QSet<QString> TestHostileAnswers::askedFor(const QString &answer)
{
    QDir(pathTo(u"parlance"_s)).removeRecursively(); // the settings of the run before
    const QString replay = pathTo(u"answer.sse"_s);
    QFile file(replay);
    if (!file.open(QIODevice::WriteOnly) || file.write(streamOf(answer)) < 0)
        return {};
    file.close();
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"XDG_CONFIG_HOME"_s, m_folder.path());
    environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    TracedProgram window;
    window.process().setProcessEnvironment(environment);
    window.start(
        QStringLiteral(PARLANCE), {u"--replay"_s, replay, u"--screenshot"_s, pathTo(u"shown.png"_s)});
    QSet<QString> asked;
    if (!window.process().waitForFinished(20'000) || window.process().exitCode() != 0)
        asked += u"and the window did not end"_s;
    window.process().kill();
    window.process().waitForFinished();
    for (const SystemCall &call : window.calls()) {
        const bool ownGateway = call.path.startsWith(u"127.0.0.1:"_s) && !m_address.endsWith(call.path);
        if (call.call == "open"_L1 || call.call == "connect"_L1 || call.call == "execute"_L1)
            asked += call.call + u' ' + (ownGateway ? u"the embedded gateway"_s : call.path);
    }
    return asked;
}

void TestHostileAnswers::nothingIsOpened_data()
{
    QTest::addColumn<QString>("answer");
    const auto row = [](const char *name, const QString &answer) {
        QTest::newRow(name) << answer;
    };
    const QStringList places{m_secret, u"file://"_s + m_secret, u"/dev/stdin"_s, m_address + u"/a.png"_s};
    QString images;
    QString filters;
    QString pictures;
    QString tags;
    QString links;
    QString code;
    for (const QString &place : places) {
        images +=
            drawing(u"<image width=\"9\" height=\"9\" xlink:href=\"%1\"/><image href=\"%1\"/>"_s.arg(place));
        filters += drawing(
            u"<style>@import url(%1); @font-face{font-family:a;src:url(%1)} rect{fill:url(%1)}</style>"
            "<filter id=\"f\"><feImage href=\"%1\"/><feGaussianBlur stdDeviation=\"900\"/></filter>"
            "<rect filter=\"url(#f)\" width=\"9\" height=\"9\"/><use xlink:href=\"%1#a\"/>"_s.arg(place));
        pictures += u"![a](%1) ![a](<%1> \"t\") ![b][p]\n\n[p]: %1\n\n"_s.arg(place);
        tags +=
            u"<img src=\"%1\">\n\n<img src='%1' srcset='%1 2x'>\n<link rel=\"stylesheet\" href=\"%1\">\n"
            "<style>@import url(%1);</style>\n<script src=\"%1\"></script>\n<iframe src=\"%1\"></iframe>\n"
            "<object data=\"%1\"></object><embed src=\"%1\"><video src=\"%1\" autoplay></video>\n"
            "<body background=\"%1\"><table background=\"%1\"><font face=\"%1\">a</font>\n\n"_s.arg(place);
        links += u"[a](%1) <%1> <a href=\"%1\">b</a> %1 [c][d]\n\n[d]: %1\n\n"_s.arg(place);
        code += u"```%1\n%1\n```\n\n$\\input{%1}$ \\[ \\includegraphics{%1} \\]\n\n"_s.arg(place);
    }
    row("drawings that name files", images);
    row("drawings with styles and filters", filters);
    row("drawings with entities",
        pictureOf(u"<?xml version=\"1.0\"?><!DOCTYPE svg [<!ENTITY a SYSTEM \"file://%1\">]><svg>&a;</svg>"_s
                      .arg(m_secret)
                      .toUtf8(),
            u"png"_s));
    row("drawings of many parts", drawing(manyRectangles()));
    row("pictures elsewhere",
        pictures + u"![a](qrc:/a) ![a](//127.0.0.1/a.png) ![a](image:1) ![a](data:,a)"_s);
    row("tags", tags);
    row("links",
        links + u"[a](smb://127.0.0.1/a) [a](javascript:alert(1)) [a](mailto:a@b.c) [a](exec:true)"_s);
    row("names of languages, and formulas", code + u"```../../secret\na\n```\n"_s);
    row("deep nesting", u"> "_s.repeated(3000) + u"a\n\n"_s + u"- "_s.repeated(3000) + u"a\n\n"_s +
                            u"["_s.repeated(9000) + u"<div>"_s.repeated(3000) + u"*"_s.repeated(9000) +
                            u"$\\frac{"_s.repeated(3000));
    row("a table of many columns", u"|a"_s.repeated(2000) + u"|\n"_s + u"|-"_s.repeated(2000) + u"|\n"_s);
}

void TestHostileAnswers::nothingIsOpened()
{
    QFETCH(const QString, answer);
    const QStringList more = (askedFor(answer) - m_usual).values();
    QVERIFY2(more.isEmpty(), qPrintable(more.join(u'\n')));
    QVERIFY(!m_server.waitForNewConnection(0));
}

/// Otherwise a test that finds nothing would prove nothing.
void TestHostileAnswers::whatIsOpenedIsSeen()
{
    QVERIFY(m_usual.contains(u"open "_s + pathTo(u"answer.sse"_s)));
    QVERIFY(m_usual.contains(u"execute "_s + QStringLiteral(PARLANCE)));
}

QTEST_GUILESS_MAIN(TestHostileAnswers)
#include "tst_hostileanswers.moc"
