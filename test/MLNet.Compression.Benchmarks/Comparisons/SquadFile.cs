using System.Text.Json;

namespace MLNet.Compression.Benchmarks.Comparisons;

/// <summary>Reads the JSON of SQuAD 1.1.</summary>
internal static class SquadFile
{
    public static IReadOnlyList<QuestionRow> Read(string path)
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(path));
        return
        [
            .. from article in file.RootElement.GetProperty("data").EnumerateArray()
               from paragraph in article.GetProperty("paragraphs").EnumerateArray()
               let context = paragraph.GetProperty("context").GetString()
               from question in paragraph.GetProperty("qas").EnumerateArray()
               select Row(context, question),
        ];
    }

    private static QuestionRow Row(string context, JsonElement question)
    {
        (string Text, int Start)[] answers = [.. question.GetProperty("answers").EnumerateArray().Select(answer => (answer.GetProperty("text").GetString()!, answer.GetProperty("answer_start").GetInt32()))];
        return new QuestionRow
        {
            Context = context,
            Question = question.GetProperty("question").GetString()!,
            TrainingAnswer = answers[0].Text,
            AnswerIndex = InUtf16(context, answers[0].Text, answers[0].Start),
            Answers = [.. answers.Select(answer => answer.Text).Distinct()],
        };
    }

    /// <summary>The files count code points, strings of .NET UTF-16 code units.</summary>
    private static int InUtf16(string context, string answer, int start)
    {
        var index = context.EnumerateRunes().Take(start).Sum(rune => rune.Utf16SequenceLength);
        return string.CompareOrdinal(context, index, answer, 0, answer.Length) == 0
            ? index
            : throw new InvalidDataException($"The answer '{answer}' does not stand at {start} in '{context[..Math.Min(60, context.Length)]}...'.");
    }
}
