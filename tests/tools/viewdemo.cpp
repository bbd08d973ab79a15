// SPDX-License-Identifier: GPL-3.0-or-later
// Shows a conversation made of a Markdown file, and saves a picture of it: for looking at the view.
//   viewdemo [--dark] [--size WxH] [--stop CHARACTERS] [--error] [--top] [--unfold] [--zoom F] FILE.md
//   PICTURE.png
#include "view/base/theme.h"
#include "view/conversation/conversationmessages.h"
#include "view/conversation/conversationview.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QFile>
#include <QScrollBar>
#include <QStyleFactory>
#include <QTest>

using namespace Parlance;
using namespace Qt::StringLiterals;

namespace {

void feed(ConversationView &view, const QString &text, bool whole)
{
    view.messages()->addQuestion(0, u"How do I read a stream in Node without losing a split event?"_s);
    view.messages()->beginAnswer(1);
    view.messages()->appendReasoning(
        u"The user wants **Node**.\n\n- keep the tail\n- split on blank lines"_s);
    for (qsizetype at = 0; at < text.size(); at += 40) {
        view.messages()->appendText(QStringView(text).sliced(at, std::min<qsizetype>(40, text.size() - at)));
        view.messages()->flush();
    }
    if (whole)
        view.messages()->endAnswer(ConversationMessages::End::Stopped);
    view.messages()->flush();
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
    QCommandLineParser parser;
    parser.addOptions({{u"dark"_s, u"dark"_s}, {u"size"_s, u"size"_s, u"WxH"_s, u"700x900"_s},
        {u"stop"_s, u"stop"_s, u"n"_s}, {u"error"_s, u"error"_s}, {u"top"_s, u"top"_s},
        {u"unfold"_s, u"unfold"_s}, {u"zoom"_s, u"zoom"_s, u"f"_s, u"1"_s}});
    parser.process(app);
    QApplication::setPalette((parser.isSet(u"dark"_s) ? Theme::dim() : Theme::light()).palette());
    QFile file(parser.positionalArguments().at(0));
    if (!file.open(QIODevice::ReadOnly))
        return 1;
    const QString text = QString::fromUtf8(file.readAll());
    ConversationView view;
    const QStringList size = parser.value(u"size"_s).split(u'x');
    view.resize(size.at(0).toInt(), size.at(1).toInt());
    view.show();
    view.setZoom(parser.value(u"zoom"_s).toDouble());
    feed(view, parser.isSet(u"stop"_s) ? text.first(parser.value(u"stop"_s).toInt()) : text,
        !parser.isSet(u"stop"_s));
    if (parser.isSet(u"error"_s))
        view.messages()->addError(1, {u"Too many requests"_s, u"Wait 12 s, then try again."_s,
                                         u"Rate limit exceeded"_s, u"429 · RATE_LIMITED · req_7319"_s, true});
    QTest::qWait(100);
    if (parser.isSet(u"unfold"_s))
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, {40, 95});
    if (parser.isSet(u"top"_s))
        view.verticalScrollBar()->setValue(0);
    QTest::qWait(100);
    view.grab().save(parser.positionalArguments().at(1));
    return 0;
}
