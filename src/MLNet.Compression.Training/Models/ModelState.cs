using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.States;

namespace MLNet.Compression.Training.Models;

/// <summary>What training changes in a model, and in those that learn beside it: all weights, what objective and parametrisations learn beside them, the parametrisations' own state, and what is left out.</summary>
internal sealed class ModelState : IResumable
{
    private readonly Parameter[] _parameters;
    private readonly Parametrization[] _parametrizations;
    private readonly LeftOut[] _leftOut;
    private StateSnapshot[] _beforeStep = [];

    /// <param name="model">The model, with its parametrisations.</param>
    /// <param name="others">Weights that are learnt beside it.</param>
    public ModelState(TextModel model, IEnumerable<Parameter> others)
        : this([model], others)
    {
    }

    /// <param name="models">The models, with their parametrisations.</param>
    /// <param name="others">Weights that are learnt beside them.</param>
    public ModelState(IReadOnlyList<TextModel> models, IEnumerable<Parameter> others)
    {
        _parameters = [.. models.SelectMany(model => model.TrainedParameters), .. others];
        _parametrizations = [.. models.SelectMany(ParametrizationsOf).Distinct()];
        _leftOut = [.. models.Select(model => new LeftOut(model))];
    }

    /// <summary>All weights, in a fixed order.</summary>
    public IReadOnlyList<Parameter> Parameters => _parameters;

    /// <summary>What the forward pass applies to weights and inputs, each once.</summary>
    public IReadOnlyList<Parametrization> Parametrizations => _parametrizations;

    private IEnumerable<Parametrization> Changing => _parametrizations.Where(parametrization => parametrization.ChangesInPass);

    /// <summary>Remembers what the passes of a step change before its end.</summary>
    public void BeginStep() => _beforeStep = [.. Changing.Select(StateSnapshot.Of)];

    /// <summary>Keeps what a step changed.</summary>
    public void EndStep() => _beforeStep = [];

    /// <summary>Takes back what the passes of an unfinished step changed.</summary>
    public void UndoStep()
    {
        foreach (var (parametrization, before) in Changing.Zip(_beforeStep))
        {
            parametrization.Load(before.Reader);
        }
    }

    public void Save(StateWriter writer)
    {
        for (var i = 0; i < _parameters.Length; i++)
        {
            writer.Write(NameOf(i), _parameters[i].ValueSpan);
        }

        for (var i = 0; i < _parametrizations.Length; i++)
        {
            _parametrizations[i].Save(writer.In($"parametrization {i}"));
        }

        for (var i = 0; i < _leftOut.Length; i++)
        {
            _leftOut[i].Save(writer.In($"left out {i}"));
        }
    }

    public void Load(StateReader reader)
    {
        for (var i = 0; i < _parameters.Length; i++)
        {
            reader.Read(NameOf(i), _parameters[i].ValueSpan);
        }

        for (var i = 0; i < _parametrizations.Length; i++)
        {
            _parametrizations[i].Load(reader.In($"parametrization {i}"));
        }

        for (var i = 0; i < _leftOut.Length; i++)
        {
            _leftOut[i].Load(reader.In($"left out {i}"));
        }
    }

    private static IEnumerable<Parametrization> ParametrizationsOf(TextModel model) => model.Parameters
        .SelectMany(parameter => parameter.Parametrizations)
        .Concat(model.Linears.Select(linear => linear.InputParametrization).OfType<Parametrization>());

    private string NameOf(int parameter) => $"{parameter} {_parameters[parameter].Name}";
}
