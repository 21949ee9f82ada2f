//! Putting requests to a service, several at a time, and keeping each answer as it comes.

use std::collections::{BTreeMap, VecDeque};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use super::chat::Usage;
use super::kept::Kept;
use super::request::Request;
use super::results::Results;
use super::service::{Failure, Reply, Service};
use super::stop::Stop;
use crate::error::Error;

/// So often is looked whether somebody wants to end it.
const LOOK: Duration = Duration::from_millis(100);

/// What came of the requests.
#[derive(Debug, Default)]
pub struct Answers {
    /// Who answered.
    pub reader: String,
    /// By the ids of the requests.
    pub replies: BTreeMap<String, Reply>,
    /// Why requests have no answer, with how many of them.
    pub failures: BTreeMap<String, usize>,
    /// Requests that were put to the service in this run.
    pub asked: usize,
    /// Tokens of all answers, and of those that were got in this run.
    pub usage: Usage,
    pub spent: Usage,
}

/// How a service is asked.
pub struct Asking<'a> {
    pub service: Arc<Service>,
    pub kept: &'a mut Kept,
    /// Ask anew what is kept.
    pub refresh: bool,
    /// Requests at a time.
    pub parallel: usize,
    /// Set from outside to end it with what there is.
    pub interrupted: Stop,
}

impl Answers {
    /// Answers of a file.
    pub fn of_file(results: &Results, requests: &[Request]) -> Self {
        let mut answers = Self { reader: results.reader.clone(), ..Self::default() };
        for (id, request) in distinct(requests) {
            answers.take(id, results.get(id, request.form()));
        }
        answers
    }

    fn take(&mut self, id: &str, reply: Result<Reply, Failure>) {
        match reply {
            Ok(reply) => {
                self.usage.add(reply.usage);
                self.replies.insert(id.to_string(), reply);
            }
            Err(failure) => *self.failures.entry(failure.why).or_default() += 1,
        }
    }

    pub fn unanswered(&self) -> usize {
        self.failures.values().sum()
    }
}

impl Asking<'_> {
    /// Puts the requests that have no kept answer; `done` hears of each that is through.
    ///
    /// # Errors
    /// When an answer cannot be kept.
    pub fn ask(self, requests: &[Request], mut done: impl FnMut()) -> Result<Answers, Error> {
        let model = self.service.model().to_string();
        let mut answers = Answers { reader: model.clone(), ..Answers::default() };
        let mut open = VecDeque::new();
        for (id, request) in distinct(requests) {
            match self.kept.get(&model, id, request.form()).filter(|_| !self.refresh) {
                Some(reply) => {
                    answers.take(id, Ok(reply));
                    done();
                }
                None => open.push_back(request.clone()),
            }
        }
        let all = open.len();
        let mut given_up: Option<String> = None;
        let stop = Stop::default();
        let replies = start(&self.service, open, self.parallel, &stop);
        loop {
            match replies.recv_timeout(LOOK) {
                Ok((id, reply)) => {
                    answers.asked += 1;
                    match &reply {
                        Ok(reply) => {
                            answers.spent.add(reply.usage);
                            self.kept.add(&model, &id, reply)?;
                        }
                        Err(failure) if failure.is_final => {
                            given_up.get_or_insert_with(|| failure.why.clone());
                        }
                        Err(_) => {}
                    }
                    answers.take(&id, reply);
                    done();
                }
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) if self.interrupted.is_set() => {
                    stop.set();
                    break;
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
        let rest = all - answers.asked;
        if rest > 0 {
            let why = given_up.unwrap_or_else(|| "it was interrupted".to_string());
            *answers.failures.entry(why).or_default() += rest;
        }
        Ok(answers)
    }
}

/// Each question once, in their order.
fn distinct(requests: &[Request]) -> impl Iterator<Item = (&str, &Request)> {
    let mut seen = std::collections::BTreeSet::new();
    requests.iter().map(|request| (request.id.as_str(), request)).filter(move |(id, _)| seen.insert(*id))
}

type Numbered = (String, Result<Reply, Failure>);

/// Threads that take one request after the other, until there is none or they are to stop. They are not waited for: one may hang in a call.
fn start(service: &Arc<Service>, open: VecDeque<Request>, parallel: usize, stop: &Stop) -> mpsc::Receiver<Numbered> {
    let (sender, receiver) = mpsc::channel();
    let threads = parallel.clamp(1, open.len().max(1));
    let open = Arc::new(Mutex::new(open));
    for _ in 0..threads {
        let (service, open, stop, sender) = (Arc::clone(service), Arc::clone(&open), stop.clone(), sender.clone());
        thread::spawn(move || {
            while !stop.is_set() {
                let next = open.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
                let Some(request) = next else { break };
                let reply = service.ask(&request, &stop);
                if reply.as_ref().is_err_and(|failure| failure.is_final) {
                    stop.set();
                }
                if sender.send((request.id, reply)).is_err() {
                    break;
                }
            }
        });
    }
    receiver
}
