using System.CommandLine;
using System.CommandLine.Parsing;
using MLNet.Compression;
using Spectre.Console;

namespace QuickStart;

/// <summary>The command line: options, their checks and their help.</summary>
internal static class QuickStartCommand
{
    public static RootCommand Create()
    {
        var data = new Option<FileInfo>("--data") { Description = "Table of texts and labels with a header, separated by tabs, commas, semicolons or bars; built-in support requests if left out." }.AcceptExistingOnly();
        var test = new Option<FileInfo>("--test") { Description = "File of the same columns to measure on; a tenth of the data is held back if left out." }.AcceptExistingOnly();
        var text = new Option<string?>("--text") { Description = "Name of the text column; found by name if left out." };
        var label = new Option<string?>("--label") { Description = "Name of the class column; found by name if left out." };
        var teacher = new Option<DirectoryInfo>("--teacher") { Description = "Hugging Face BERT folder to fine-tune as the teacher; the pretrained tiny model if left out." }.AcceptExistingOnly();
        var student = new Option<StudentShape?>("--student") { Description = "LAYERSxHIDDENxHEADSxFEEDFORWARD, such as 4x312x12x1200.", CustomParser = ParseShape };
        var epochs = new Option<int?>("--epochs") { Description = "Epochs of fine-tuning and of distillation." };
        var resume = new Option<DirectoryInfo>("--resume") { Description = "Folder for the state of the training; the same command goes on where an interrupted one stopped." };
        var output = new Option<FileInfo>("--out") { Description = "Where the model is saved.", DefaultValueFactory = _ => new FileInfo("quickstart-model.zip") };
        var seed = new Option<int>("--seed") { Description = "The one seed.", DefaultValueFactory = _ => 1 };
        epochs.Validators.Add(result => Require(result, result.GetValue(epochs) is null or (>= 1 and <= 1000), "--epochs takes a whole number from 1 to 1000."));
        var command = new RootCommand("Trains a text classifier, distils it into a smaller one, prunes and quantises that, saves it, loads it again and uses it.")
        {
            data, test, text, label, teacher, student, epochs, resume, output, seed,
        };
        command.SetAction((result, cancellation) => Task.Run(() => Run(
            new QuickStartOptions(
                result.GetValue(data),
                result.GetValue(test),
                result.GetValue(text),
                result.GetValue(label),
                result.GetValue(teacher),
                result.GetValue(student),
                result.GetValue(epochs),
                result.GetValue(resume),
                result.GetRequiredValue(output),
                result.GetValue(seed)),
            cancellation)));
        return command;
    }

    private static StudentShape? ParseShape(ArgumentResult result)
    {
        try
        {
            return StudentShape.Parse(result.Tokens.Single().Value);
        }
        catch (FormatException problem)
        {
            result.AddError(problem.Message);
            return null;
        }
    }

    private static void Require(SymbolResult result, bool isRight, string message)
    {
        if (!isRight)
        {
            result.AddError(message);
        }
    }

    private static int Run(QuickStartOptions options, CancellationToken cancellation)
    {
        string[] problems = [.. options.Problems()];
        if (problems.Length > 0)
        {
            Console.Error.WriteLine(string.Join(Environment.NewLine, problems));
            return 1;
        }

        try
        {
            new QuickStartRun(options, cancellation).Execute();
            return 0;
        }
        catch (OperationCanceledException)
        {
            AnsiConsole.MarkupLine(options.Resume is null ? "[yellow]Cancelled: nothing was saved.[/]" : "[yellow]Cancelled: the same command goes on from here.[/]");
            return 2;
        }
        catch (Exception problem) when (problem is ArgumentException or ResumeMismatchException or TrainingDivergedException or IOException or InvalidDataException or FormatException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(problem.Message);
            return 1;
        }
    }
}
