namespace Parley.Channels.Simulator.Phones;

/// <summary>The phones of one district. Places stay; the array behind them moves when it grows, so a reference is taken after a place and not before.</summary>
internal sealed class PhoneTable
{
    private readonly Dictionary<long, int> _places = [];
    private Phone[] _phones = new Phone[16];

    public ref Phone this[int place] => ref _phones[place];

    public int Count => _places.Count;

    public bool TryFind(long number, out int place) => _places.TryGetValue(number, out place);

    /// <summary>The phone of a number, new when nobody has used it.</summary>
    public int PlaceOf(long number, out bool isNew)
    {
        isNew = !_places.TryGetValue(number, out var place);
        if (!isNew) return place;
        place = _places.Count;
        if (place == _phones.Length) Array.Resize(ref _phones, place * 2);
        _phones[place] = new Phone { Number = number };
        _places.Add(number, place);
        return place;
    }

    public PhoneHabits? HabitsOf(long number) => _places.TryGetValue(number, out var place) ? _phones[place].Habits : null;

    public void Clear()
    {
        _places.Clear();
        _phones = new Phone[16];
    }
}
