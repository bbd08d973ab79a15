// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/http/formreader.h"

#include <QTest>

using namespace Parlance::Demo;
using namespace Qt::StringLiterals;

class FormReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void anyBytesComeBack();
    void refuses_data();
    void refuses();
};

void FormReaderTest::reads_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    const QByteArray parts = "--b\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\nm\r\n"
                             "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a b.wav\"\r\n"
                             "Content-Type: audio/wav\r\n\r\n\r\n--x\r\n\r\n--b--\r\n";
    const QByteArray type = "multipart/form-data; boundary=b";
    QTest::newRow("as clients send it") << type << parts;
    QTest::newRow("quotes, capitals") << "Multipart/Form-Data; Boundary=\"b\"; charset=utf-8"_ba << parts;
    QTest::newRow("words before the first part") << type << "read on\r\n" + parts + "and after the last";
    QByteArray small = parts;
    QTest::newRow("small header, no quotes") << type
                                             << small.replace("Content-Disposition", "content-disposition")
                                                    .replace("name=\"model\"", "name=model");
}

void FormReaderTest::reads()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    const auto parts = readForm(type, body);
    QVERIFY2(parts.has_value(), parts ? "" : qPrintable(parts.error().message));
    QCOMPARE(parts->size(), 2);
    QCOMPARE(parts->at(0), (FormPart{.name = u"model"_s, .fileName = {}, .body = "m"}));
    QCOMPARE(parts->at(1), (FormPart{.name = u"file"_s, .fileName = u"a b.wav"_s, .body = "\r\n--x\r\n"}));
}

void FormReaderTest::anyBytesComeBack()
{
    QByteArray bytes;
    for (int i = 0; i < 3 * 256; ++i)
        bytes += char(i);
    const QByteArray head =
        "--x\r\nContent-Disposition: form-data; name=\"f\"; filename=\"\\\"q\\\".raw\"\r\n\r\n";
    const auto parts = readForm("multipart/form-data; boundary=x", head + bytes + "\r\n--x--");
    QVERIFY(parts.has_value());
    QCOMPARE(parts->constFirst().body, bytes);
    QCOMPARE(parts->constFirst().fileName, u"\"q\".raw"_s);
}

void FormReaderTest::refuses_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("says");
    const QByteArray type = "multipart/form-data; boundary=b";
    const QByteArray part = "--b\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n";
    const QString noForm = u"The body must be multipart/form-data"_s;
    QTest::newRow("JSON") << "application/json"_ba << "{}"_ba << noForm;
    QTest::newRow("no boundary") << "multipart/form-data"_ba << part << noForm;
    QTest::newRow("long boundary") << "multipart/form-data; boundary=" + QByteArray(71, 'b') << part
                                   << noForm;
    QTest::newRow("empty") << type << ""_ba << u"The form has no end"_s;
    QTest::newRow("no end") << type << part << u"The form has no end"_s;
    QTest::newRow("cut in a head") << type << "--b\r\nContent-Dis"_ba << u"The form has no end"_s;
    QTest::newRow("another boundary")
        << "multipart/form-data; boundary=c"_ba << part + "--b--" << u"The form has no end"_s;
    QTest::newRow("no name") << type << "--b\r\nContent-Type: text/plain\r\n\r\nx\r\n--b--"_ba
                             << u"A part of the form has no name"_s;
    QTest::newRow("no end of headers") << type << "--b\r\nContent-Disposition: form-data; name=a\r\n--b--"_ba
                                       << u"A part of the form has no end of its headers"_s;
    QTest::newRow("large head") << type << "--b\r\nA: " + QByteArray(5000, 'a') + "\r\n\r\nx\r\n--b--"
                                << u"A part of the form has no end of its headers within 4096 bytes"_s;
    QTest::newRow("many parts") << type << part.repeated(65) + "--b--"
                                << u"The form has more than 64 parts"_s;
    QTest::newRow("boundaries only") << type << "--b\r\n"_ba.repeated(1000) + "--b--"
                                     << u"The form has no end"_s;
}

void FormReaderTest::refuses()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    QFETCH(QString, says);
    const auto parts = readForm(type, body);
    QVERIFY(!parts);
    QCOMPARE(parts.error().status, 400);
    QVERIFY2(parts.error().message.startsWith(says), qPrintable(parts.error().message));
}

QTEST_GUILESS_MAIN(FormReaderTest)
#include "tst_formreader.moc"
