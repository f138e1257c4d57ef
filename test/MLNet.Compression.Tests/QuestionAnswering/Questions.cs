namespace MLNet.Compression.Tests.QuestionAnswering;

/// <summary>Sentences with an animal, a colour and a place, and questions for one of these; some are about what the sentence does not say.</summary>
internal static class Questions
{
    private static readonly string[] _animals = ["dog", "cat", "horse", "goat", "sheep", "mouse"];
    private static readonly string[] _colours = ["red", "green", "blue", "white", "black", "brown"];
    private static readonly string[] _places = ["Oslo", "Rome", "Lima", "Cairo", "Delhi", "Paris"];
    private static readonly string[] _fillers = ["people say that", "one day last week", "it is well known that", "as you can see"];

    /// <param name="count">Number of rows.</param>
    /// <param name="seed">What they depend on.</param>
    /// <param name="filler">Fillers before each sentence, so many that it does not fit one window.</param>
    /// <param name="unanswerable">Whether every fourth text lacks what is asked for.</param>
    public static QuestionRow[] Create(int count, int seed, int filler = 0, bool unanswerable = false)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(row => Row(random, filler, lacks: unanswerable && row % 4 == 3))];
    }

    private static QuestionRow Row(Random random, int filler, bool lacks)
    {
        string[] words = [Of(_colours, random), Of(_animals, random), Of(_places, random)];
        var asked = random.Next(3);
        var prefix = string.Concat(Enumerable.Repeat(0, filler).Select(_ => Of(_fillers, random) + " "));
        var (colour, animal, place) = (Told(0), Told(1), Told(2));
        var context = $"{prefix}The {colour} {animal} lives in {place}.";
        var answer = lacks ? "" : words[asked];
        return new QuestionRow
        {
            Question = asked switch { 0 => "which colour?", 1 => "which animal?", _ => "where?" },
            Context = context,
            TrainingAnswer = answer,
            AnswerIndex = lacks ? -1 : context.LastIndexOf(answer, StringComparison.Ordinal),
        };

        string Told(int part) => lacks && part == asked ? "something" : words[part];
    }

    private static string Of(string[] words, Random random) => words[random.Next(words.Length)];
}
