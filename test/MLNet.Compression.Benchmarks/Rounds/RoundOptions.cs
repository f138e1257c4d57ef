using System.CommandLine;

namespace MLNet.Compression.Benchmarks.Rounds;

/// <summary>The options of commands that measure in rounds of turns.</summary>
internal sealed class RoundOptions
{
    private readonly Option<int> _rounds;
    private readonly Option<double> _seconds;

    public RoundOptions(Command command, double seconds)
    {
        _rounds = new Option<int>("--rounds") { Description = "Rounds in which everything measured takes its turn.", DefaultValueFactory = _ => 5 };
        _seconds = new Option<double>("--seconds") { Description = "Length of a turn.", DefaultValueFactory = _ => seconds };
        _rounds.Validators.Add(result => Require(result.Tokens.Count == 0 || result.GetValueOrDefault<int>() > 0, result.AddError, "--rounds must be at least 1."));
        _seconds.Validators.Add(result => Require(result.Tokens.Count == 0 || result.GetValueOrDefault<double>() > 0, result.AddError, "--seconds must be more than 0."));
        command.Add(_rounds);
        command.Add(_seconds);
    }

    public Turns Read(ParseResult result, Sitting sitting) => new(sitting, result.GetRequiredValue(_rounds), result.GetRequiredValue(_seconds));

    private static void Require(bool condition, Action<string> refuse, string message)
    {
        if (!condition)
        {
            refuse(message);
        }
    }
}
