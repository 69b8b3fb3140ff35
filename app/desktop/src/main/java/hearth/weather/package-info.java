/// The weather to come, fetched from a server the user chose and said on the broker like anybody else could.
///
/// Begin with [WeatherStation]. What a server answers is read by its [Provider]; what is published is [hearth.profile.WeatherApi]'s.
@NullMarked
package hearth.weather;

import org.jspecify.annotations.NullMarked;
