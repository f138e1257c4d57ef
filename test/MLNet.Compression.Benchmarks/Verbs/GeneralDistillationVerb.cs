using System.CommandLine;
using Microsoft.ML;
using MLNet.Compression.Benchmarks.Distilling;
using MLNet.Compression.Benchmarks.Rounds;
using MLNet.Compression.Benchmarks.TinyModels;

namespace MLNet.Compression.Benchmarks.Verbs;

/// <summary>Makes students that tasks start from.</summary>
internal static class GeneralDistillationVerb
{
    private const int Seed = 1;
    private const int SaveEveryMinutes = 3;

    public static Command Create()
    {
        var data = new Option<DirectoryInfo>("--data") { Description = "The folder with the folder corpus.", Required = true };
        var checkpoint = new Option<DirectoryInfo>("--checkpoint") { Description = "The Hugging Face folder of the teacher.", Required = true };
        var student = new Option<string>("--student") { Description = "The student's size.", DefaultValueFactory = _ => "4x384x12x768" };
        var passages = new Option<int>("--passages") { Description = "Passages of running text, each learnt from once.", DefaultValueFactory = _ => 100_000 };
        var rate = new Option<double>("--rate") { Description = "The peak learning rate.", DefaultValueFactory = _ => 3e-4 };
        var folder = new Option<DirectoryInfo>("--folder") { Description = "Keeps the state of the run, which goes on where it was stopped.", DefaultValueFactory = _ => new DirectoryInfo("artifacts/general-distillation") };
        var output = new Option<FileInfo>("--output") { Description = "Receives the model.", Required = true };
        var threads = new Option<int>("--threads") { Description = "Threads; 0 for all." };
        var command = new Command("general-distillation", "Distils a pretrained model on running text into a student that tasks start from.") { data, checkpoint, student, passages, rate, folder, output, threads };
        command.SetSitting(ownDisplay: true, run: (result, sitting) =>
        {
            var ml = new MLContext(Seed);
            var (training, _) = TinyCorpus.Read(Path.Combine(result.GetRequiredValue(data).FullName, "corpus"), Seed);
            var file = result.GetRequiredValue(output);
            file.Directory!.Create();
            using var general = ml.Transforms.Text.GeneralDistillation(result.GetRequiredValue(checkpoint).FullName, new GeneralDistillationTrainer.Options
            {
                Student = StudentShape.Parse(result.GetRequiredValue(student)),
                Epochs = 1,
                LearningRate = result.GetValue(rate),
                MaxTokens = TinyModelRows.MaxTokens,
                ResumeFolder = result.GetRequiredValue(folder).FullName,
                SaveEveryMinutes = SaveEveryMinutes,
                Progress = new LineProgress(),
                Threads = result.GetValue(threads),
                CancellationToken = sitting.Stop,
            }).Fit(ml.Data.LoadFromEnumerable(training.Take(result.GetValue(passages)).Select(passage => new MadeText { Text = passage })));
            general.Model.Save(file.FullName);
        });
        return command;
    }
}
