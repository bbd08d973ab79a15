<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>Parlance::AttachmentText</name>
    <message numerus="yes">
        <source>%n pages</source>
        <translation>
            <numerusform>%n page</numerusform>
            <numerusform>%n pages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lines</source>
        <translation>
            <numerusform>%n line</numerusform>
            <numerusform>%n lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Parlance::CaptureChooser</name>
    <message numerus="yes">
        <source>%1 has %n captures. Which do you want to replay?</source>
        <translation>
            <numerusform>%1 has %n capture. Do you want to replay it?</numerusform>
            <numerusform>%1 has %n captures. Which do you want to replay?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Parlance::DeletedNotice</name>
    <message numerus="yes">
        <source>%n messages deleted.</source>
        <translation>
            <numerusform>%n message deleted.</numerusform>
            <numerusform>%n messages deleted.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Parlance::DifferenceDialog</name>
    <message numerus="yes">
        <source>%n values differ: %1</source>
        <translation>
            <numerusform>%n value differs: %1</numerusform>
            <numerusform>%n values differ: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n differences, %1% in common</source>
        <translation>
            <numerusform>%n difference, %1% in common</numerusform>
            <numerusform>%n differences, %1% in common</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Parlance::EmbeddingView</name>
    <message numerus="yes">
        <source>%n vectors</source>
        <translation>
            <numerusform>%n vector</numerusform>
            <numerusform>%n vectors</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Parlance::EmbeddingsPage</name>
    <message numerus="yes">
        <source>%1, %Ln texts</source>
        <translation>
            <numerusform>%1, %n text</numerusform>
            <numerusform>%1, %Ln texts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln texts</source>
        <translation>
            <numerusform>%n text</numerusform>
            <numerusform>%Ln texts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Parlance::ExportDialog</name>
    <message numerus="yes">
        <source>Only the %n selected messages</source>
        <translation>
            <numerusform>Only the %n selected message</numerusform>
            <numerusform>Only the %n selected messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Parlance::GatewayTestBar</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It works: %n models, listed in %1.</source>
        <translation>
            <numerusform>It works: %n model, listed in %1.</numerusform>
            <numerusform>It works: %n models, listed in %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Parlance::HttpExchange</name>
    <message numerus="yes">
        <source>The answer is longer than %n kilobytes.</source>
        <translation>
            <numerusform>The answer is longer than %n kilobyte.</numerusform>
            <numerusform>The answer is longer than %n kilobytes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Parlance::InputText</name>
    <message numerus="yes">
        <source>%n bytes</source>
        <translation>
            <numerusform>%n byte</numerusform>
            <numerusform>%n bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n characters</source>
        <translation>
            <numerusform>%n character</numerusform>
            <numerusform>%n characters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tokens</source>
        <translation>
            <numerusform>%n token</numerusform>
            <numerusform>%n tokens</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>from %n answers</source>
        <translation>
            <numerusform>from %n answer</numerusform>
            <numerusform>from %n answers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Parlance::Inspector</name>
    <message numerus="yes">
        <source>%1, %n characters</source>
        <translation>
            <numerusform>%1, %n character</numerusform>
            <numerusform>%1, %n characters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Parlance::InspectorPanel</name>
    <message numerus="yes">
        <source>a stream of %Ln events, see Events</source>
        <translation>
            <numerusform>a stream of %Ln event, see Events</numerusform>
            <numerusform>a stream of %Ln events, see Events</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Parlance::LaneHeader</name>
    <message numerus="yes">
        <source>Show all %n lanes</source>
        <translation>
            <numerusform>Show all %n lane</numerusform>
            <numerusform>Show all %n lanes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Parlance::LimitText</name>
    <message numerus="yes">
        <source>%n queued, the last is sent in %1</source>
        <translation>
            <numerusform>%n queued, sent in %1</numerusform>
            <numerusform>%n queued, the last is sent in %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Parlance::MetricsStrip</name>
    <message numerus="yes">
        <source>Show %n more figures</source>
        <translation>
            <numerusform>Show %n more figure</numerusform>
            <numerusform>Show %n more figures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Parlance::ModelsPage</name>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Parlance::ModelsPane</name>
    <message numerus="yes">
        <source>%Ln models</source>
        <translation>
            <numerusform>%n model</numerusform>
            <numerusform>%Ln models</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln models</source>
        <translation>
            <numerusform>%1 of %Ln model</numerusform>
            <numerusform>%1 of %Ln models</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n only here</source>
        <translation>
            <numerusform>%n only here</numerusform>
            <numerusform>%n only here</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Parlance::PauseBar</name>
    <message numerus="yes">
        <source>The server paused again. The lane continued automatically %n times, which is the limit.</source>
        <translation>
            <numerusform>The server paused again. The lane continued automatically %n time, which is the limit.</numerusform>
            <numerusform>The server paused again. The lane continued automatically %n times, which is the limit.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Parlance::PromptBar</name>
    <message numerus="yes">
        <source>Ask all %n lanes…</source>
        <translation>
            <numerusform>Ask %n lane…</numerusform>
            <numerusform>Ask all %n lanes…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Ask %1 of the %n lanes…</source>
        <translation>
            <numerusform>Ask %1 of the %n lane…</numerusform>
            <numerusform>Ask %1 of the %n lanes…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Parlance::PromptNotice</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Parlance::RepeatDialog</name>
    <message numerus="yes">
        <source>%1 of %n replies.</source>
        <translation>
            <numerusform>%1 of %n reply.</numerusform>
            <numerusform>%1 of %n replies.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n requests in all.</source>
        <translation>
            <numerusform>%n request in all.</numerusform>
            <numerusform>%n requests in all.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Parlance::RetryBar</name>
    <message numerus="yes">
        <source>Still refused after %n retries: it may be your plan's quota.</source>
        <translation>
            <numerusform>Still refused after %n retry: it may be your plan's quota.</numerusform>
            <numerusform>Still refused after %n retries: it may be your plan's quota.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Parlance::SoundText</name>
    <message numerus="yes">
        <source>%1 kHz, %n channels</source>
        <translation>
            <numerusform>%1 kHz, %n channel</numerusform>
            <numerusform>%1 kHz, %n channels</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Parlance::TierPicker</name>
    <message numerus="yes">
        <source>%n models, load again</source>
        <translation>
            <numerusform>%n model, load again</numerusform>
            <numerusform>%n models, load again</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Parlance::TimeText</name>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n years</source>
        <translation>
            <numerusform>%n year</numerusform>
            <numerusform>%n years</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Parlance::TokensView</name>
    <message numerus="yes">
        <source>%Ln selected tokens</source>
        <translation>
            <numerusform>%Ln selected token</numerusform>
            <numerusform>%Ln selected tokens</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln tokens</source>
        <translation>
            <numerusform>%Ln token</numerusform>
            <numerusform>%Ln tokens</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Parlance::ToolResultBar</name>
    <message numerus="yes">
        <source>Also in %n other lanes</source>
        <translation>
            <numerusform>Also in %n other lane</numerusform>
            <numerusform>Also in %n other lanes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: answered automatically %n times, which is the limit. Press Enter to continue.</source>
        <translation>
            <numerusform>%1: answered automatically %n time, which is the limit. Press Enter to continue.</numerusform>
            <numerusform>%1: answered automatically %n times, which is the limit. Press Enter to continue.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Parlance::ToolsDialog</name>
    <message numerus="yes">
        <source>%n tools added</source>
        <translation>
            <numerusform>%n tool added</numerusform>
            <numerusform>%n tools added</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Parlance::Transcript</name>
    <message numerus="yes">
        <source>%n tokens</source>
        <translation>
            <numerusform>%n token</numerusform>
            <numerusform>%n tokens</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Parlance::TranscriptView</name>
    <message numerus="yes">
        <source>%n segments</source>
        <translation>
            <numerusform>%n segment</numerusform>
            <numerusform>%n segments</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n words with times</source>
        <translation>
            <numerusform>%n word with its times</numerusform>
            <numerusform>%n words with times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Parlance::TransportError</name>
    <message numerus="yes">
        <source>No complete response headers came within %n seconds.</source>
        <translation>
            <numerusform>No complete response headers came within %n second.</numerusform>
            <numerusform>No complete response headers came within %n seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Parlance::Unsaved</name>
    <message numerus="yes">
        <source>• %n running requests: %1</source>
        <translation>
            <numerusform>• a running request: %1</numerusform>
            <numerusform>• %n running requests: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Parlance::VariableOffer</name>
    <message numerus="yes">
        <source>%n variables without a value: %1</source>
        <translation>
            <numerusform>%n variable without a value: %1</numerusform>
            <numerusform>%n variables without a value: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Parlance::VersionsDialog</name>
    <message numerus="yes">
        <source>%n differences, %1% in common</source>
        <translation>
            <numerusform>%n difference, %1% in common</numerusform>
            <numerusform>%n differences, %1% in common</numerusform>
        </translation>
    </message>
</context>
</TS>
